import type { Node, SourceFile } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { resolved, specifierTo } from '../module-path.ts';
import { declarationsOf, importsOf, type Imported } from '../modules.ts';
import { nameOf, nodeIn, nodesIn, nodesOf } from '../tree.ts';

/** Who may know both sides: the composition root, and tests. */
const MAY_WIRE = /^(?:src\/[^/]+\.ts|test\/)/;

/** The objects of dependencies that calls of a function get; `undefined` where a call gets something else. */
const objectsOf = (caller: SourceFile, name: string): Node[] | undefined => {
  const calls = nodesOf(caller, 'CallExpression').filter((each) => nameOf(nodeIn(each, 'callee')) === name);
  const objects = calls.flatMap((each) => nodesIn(each, 'arguments').slice(0, 1));
  const isComplete =
    objects.length === calls.length && objects.every(({ type }) => type === 'ObjectExpression');
  return isComplete ? objects : undefined;
};

/** Whether a file has the value of an outer file under its name already; `undefined` where the name means something else. */
const hasValue = (caller: SourceFile, outer: string, { imported, local }: Imported): boolean | undefined => {
  const own = importsOf(caller).find((each) => each.local === local);
  if (!own) return declarationsOf(caller).some(({ name }) => name === local) ? undefined : false;
  const isSame = own.imported === imported && resolved(caller.path, own.specifier) === outer;
  return isSame && !own.isType ? true : undefined;
};

/** Who calls a function hands a value of an outer file in: nothing where it is not called; `undefined` where that cannot be. */
export const wired = (
  caller: SourceFile,
  called: { name: string; path: string },
  outer: string,
  value: Imported,
): Edit[] | undefined => {
  const { path } = caller;
  const known = importsOf(caller).find(
    (each) => each.imported === called.name && resolved(path, each.specifier) === called.path,
  );
  if (!known) return [];
  const objects = objectsOf(caller, known.local);
  if (objects?.length === 0) return [];
  const isThere = hasValue(caller, outer, value);
  if (!MAY_WIRE.test(path) || !objects || isThere === undefined) return undefined;
  const { imported, local } = value;
  const what = imported === local ? local : `${imported} as ${local}`;
  const place = known.declaration.end;
  const text = `\nimport { ${what} } from '${specifierTo(path, outer)}';`;
  return [
    ...objects.map(({ start }) => ({ path, start: start + 1, end: start + 1, text: ` ${local},` })),
    ...(isThere ? [] : [{ path, start: place, end: place, text }]),
  ];
};
