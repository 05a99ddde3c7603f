import type { Edit } from '../edits.ts';
import { distance, isRelative, resolved, specifierTo } from '../module-path.ts';
import { exportsOf, importDeclarationsOf, importsOf, specifierOf } from '../modules.ts';
import { nodeIn, nodesIn, nodesOf, type Tree } from '../tree.ts';
import type { Node } from '../../../domain/syntax.ts';
import { quoted, type Repair } from './repair.ts';

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Nothing of a path is meant any more when more than this part of it differs. */
const FARTHEST = 0.5;

const importedNames = (declaration: Node): string[] =>
  nodesIn(declaration, 'specifiers').flatMap((node) => {
    const name = nodeIn(node, 'imported')?.['name'];
    return typeof name === 'string' ? [name] : [];
  });

/** The file of the tree that offers all names: the one of the same name, else the most alike. */
const fileOffering = (
  path: string,
  wanted: string,
  names: readonly string[],
  tree: Tree,
): string | undefined => {
  const offering = tree.paths.filter((each) => {
    const exported = exportsOf(tree.sourceOf(each));
    return each !== path && names.every((name) => exported.includes(name));
  });
  const ranked = offering
    .map((each) => ({
      each,
      isSame: baseOf(each) === baseOf(wanted),
      far: distance(each, wanted) / wanted.length,
    }))
    .toSorted((one, other) => Number(other.isSame) - Number(one.isSame) || one.far - other.far);
  const best = ranked[0];
  return best && (names.length > 0 || best.isSame || best.far < FARTHEST) ? best.each : undefined;
};

/** The specifier of a package that other files use, most alike and for the same names. */
const packageAlike = (wrong: string, names: readonly string[], tree: Tree): string | undefined => {
  const files = [...tree.paths.map(tree.sourceOf), ...tree.writtenPaths.map(tree.writtenOf)];
  const used = files.flatMap((source) => importsOf(source)).filter(({ specifier }) => !isRelative(specifier));
  const fitting = used.filter(({ imported, specifier }) => names.includes(imported) && specifier !== wrong);
  const [best] = fitting.toSorted(
    (one, other) => distance(one.specifier, wrong) - distance(other.specifier, wrong),
  );
  return best?.specifier;
};

const rightSpecifier = (path: string, declaration: Node, tree: Tree): string | undefined => {
  const wrong = specifierOf(declaration);
  const names = importedNames(declaration);
  if (!isRelative(wrong)) return packageAlike(wrong, names, tree);
  const wanted = resolved(path, wrong);
  const plain = [`${wanted}.ts`, wanted.replace(/\.[cm]?jsx?$/, '.ts')];
  const there = plain.find((each) => each !== wanted && tree.sourceOf(each));
  const found = there ?? fileOffering(path, wanted, names, tree);
  return found === undefined ? undefined : specifierTo(path, found);
};

/** Whether an import leads to no file of the tree, or is the one that a message names. */
const isWrong = (path: string, declaration: Node, named: readonly string[], tree: Tree): boolean => {
  const specifier = specifierOf(declaration);
  if (!isRelative(specifier)) return named.includes(specifier);
  return tree.sourceOf(resolved(path, specifier)) === undefined;
};

/** An import of a file that is not there is led to where the names are. */
export const correctModulePath: Repair = {
  strategy: 'imports',
  edits: ({ file, line, message }, tree) => {
    const named = quoted(message);
    const source = tree.sourceOf(file);
    const declarations = [
      ...importDeclarationsOf(source),
      ...nodesOf(
        source,
        'ExportNamedDeclaration',
        'ExportAllDeclaration',
        'ImportExpression',
        'TSImportType',
      ).filter((each) => nodeIn(each, 'source')),
    ];
    const meant = declarations.filter(
      (each) => named.includes(specifierOf(each)) || each.loc.start.line === line,
    );
    return meant.flatMap((declaration): Edit[] => {
      const literal = nodeIn(declaration, 'source');
      if (!literal || !isWrong(file, declaration, named, tree)) return [];
      const right = rightSpecifier(file, declaration, tree);
      return right === undefined
        ? []
        : [{ path: file, start: literal.start, end: literal.end, text: `'${right}'` }];
    });
  },
};
