import type { SourceFile } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { resolved, specifierTo } from '../module-path.ts';
import { countOf, declarationsOf, type Imported } from '../modules.ts';
import { nodeIn, type Tree } from '../tree.ts';
import { withoutImport } from './existing-port.ts';
import { portFile, portPath } from './port-file.ts';

/** A type that an inner layer needs is declared there; the outer file takes it from there, and still offers it to others. */
export const movedInwards = (source: SourceFile, imported: Imported, tree: Tree): Edit[] => {
  const { imported: name, local, specifier, declaration } = imported;
  const outer = tree.sourceOf(resolved(source.path, specifier));
  const found = declarationsOf(outer).find((each) => each.name === name && each.isType);
  const port = portPath(source.path, name);
  if (!outer || !found || tree.paths.includes(port)) return [];
  const own = nodeIn(found.node, 'declaration') ?? found.node;
  const content = portFile(port, outer.content.slice(own.start, own.end), [own], outer, tree);
  if (content === undefined) return [];
  const what = name === local ? name : `${name} as ${local}`;
  const from = specifierTo(outer.path, port);
  const isUsed = countOf(outer.content, name) > countOf(outer.content.slice(own.start, own.end), name);
  const offered = `export type { ${name} } from '${from}';`;
  const start = declaration.start;
  return [
    { path: port, start: 0, end: 0, text: content },
    ...withoutImport(source, imported),
    {
      path: source.path,
      start,
      end: start,
      text: `import type { ${what} } from '${specifierTo(source.path, port)}';\n`,
    },
    { path: outer.path, start: found.node.start, end: found.node.end, text: offered },
    ...(isUsed
      ? [{ path: outer.path, start: 0, end: 0, text: `import type { ${name} } from '${from}';\n` }]
      : []),
  ];
};
