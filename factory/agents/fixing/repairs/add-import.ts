import type { SourceFile } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { isRelative, resolved, specifierTo } from '../module-path.ts';
import { declarationsOf, exportsOf, importDeclarationsOf, importsOf, specifierOf } from '../modules.ts';
import { nodesIn, type Tree } from '../tree.ts';
import { lostImport } from './lost-import.ts';
import { quoted, type Repair } from './repair.ts';

/** Where a name comes from, as the file that lacks it would write it. */
type Origin = { specifier: string; imported: string; isType: boolean };

const asSeenFrom = (path: string, from: string, specifier: string): string =>
  isRelative(specifier) ? specifierTo(path, resolved(from, specifier)) : specifier;

const importedIn = (source: SourceFile | undefined, path: string, name: string): Origin[] =>
  importsOf(source)
    .filter(({ local }) => local === name)
    .map(({ specifier, imported, isType }) => ({
      specifier: asSeenFrom(path, source?.path ?? path, specifier),
      imported,
      isType,
    }));

/** As it is written in this file by its generator, else as other files import it, else from who offers it. */
const originsOf = (path: string, name: string, tree: Tree): Origin[] => {
  const layer = path.split('/').slice(0, 2).join('/');
  const near = tree.paths.filter((each) => each.startsWith(layer));
  const offering = [...near, ...tree.paths].filter(
    (each) => each !== path && each.startsWith('src/') && exportsOf(tree.sourceOf(each)).includes(name),
  );
  return [
    ...importedIn(tree.writtenOf(path), path, name),
    ...[...near, ...tree.paths].flatMap((each) => importedIn(tree.sourceOf(each), path, name)),
    ...offering.map((each) => ({
      specifier: specifierTo(path, each),
      imported: name,
      isType: declarationsOf(tree.sourceOf(each)).some(
        (declared) => declared.name === name && declared.isType,
      ),
    })),
  ];
};

/** A relative origin must be there and offer the name. */
const isThere = (path: string, { specifier, imported }: Origin, tree: Tree): boolean =>
  !isRelative(specifier) || exportsOf(tree.sourceOf(resolved(path, specifier))).includes(imported);

/** The import of a name, on a line of its own. */
export const written = (name: string, { specifier, imported, isType }: Origin): string => {
  const what = imported === name ? name : `${imported} as ${name}`;
  return `import ${isType ? 'type ' : ''}{ ${what} } from '${specifier}';\n`;
};

/** Adds the name to the import of the same module and kind, else a line after the last import. */
const insertion = (source: SourceFile, name: string, origin: Origin): Edit => {
  const declarations = importDeclarationsOf(source);
  const same = declarations.find(
    (each) => specifierOf(each) === origin.specifier && (each['importKind'] === 'type') === origin.isType,
  );
  const last = nodesIn(same, 'specifiers').findLast(({ type }) => type === 'ImportSpecifier');
  if (last && origin.imported === name)
    return { path: source.path, start: last.end, end: last.end, text: `, ${name}` };
  const start = declarations.at(-1)?.end;
  return start === undefined
    ? { path: source.path, start: 0, end: 0, text: `${written(name, origin)}\n` }
    : { path: source.path, start, end: start, text: `\n${written(name, origin).trimEnd()}` };
};

/** Where a name can be imported from; `undefined` where nothing offers it. */
export const originOf = (path: string, name: string, tree: Tree): Origin | undefined =>
  originsOf(path, name, tree).find((each) => isThere(path, each, tree));

/** The edit that makes a name known in a file. */
const importing = (path: string, name: string, tree: Tree): Edit[] => {
  const source = tree.sourceOf(path);
  const origin = originOf(path, name, tree);
  if (!source?.root || !origin || importsOf(source).some(({ local }) => local === name)) return [];
  const lost = lostImport(source, name, tree);
  return lost.length > 0 ? lost : [insertion(source, name, origin)];
};

/** A name that is not known is imported from where it is. */
export const addImport: Repair = {
  strategy: 'imports',
  edits: ({ file, message }, tree) => importing(file, quoted(message)[0] ?? '', tree),
};
