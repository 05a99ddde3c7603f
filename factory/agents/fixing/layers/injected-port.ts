import type { Node, SourceFile } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { resolved, specifierTo } from '../module-path.ts';
import { declarationsOf, type Imported } from '../modules.ts';
import { nameOf, nodeIn, nodesIn, nodesOf, statementsOf, type Tree } from '../tree.ts';
import { withoutImport } from './existing-port.ts';
import { portFile, portPath } from './port-file.ts';
import { typeOfValue, valueOf } from './value-type.ts';
import { wired } from './wiring.ts';

/** A function that gets what it depends on as an object, and where that object's type says its members. */
type Factory = { name: string; pattern: Node; members: Node };

const within = (outer: Node, inner: Node): boolean => outer.start <= inner.start && outer.end >= inner.end;

/** The members of an annotation: its own, or those of the type of the file that it names. */
const membersOf = (annotation: Node | undefined, source: SourceFile): Node | undefined => {
  const type = nodeIn(annotation, 'typeAnnotation');
  if (type?.type === 'TSTypeLiteral') return type;
  const name = nameOf(nodeIn(type, 'typeName'));
  const named = declarationsOf(source).find((each) => each.name === name && each.isType)?.node;
  const declared = nodeIn(nodeIn(named, 'declaration') ?? named, 'typeAnnotation');
  return declared?.type === 'TSTypeLiteral' ? declared : undefined;
};

const factoryAt = (statement: Node, source: SourceFile): Factory | undefined => {
  const declared = declarationsOf(source).find((each) => each.node === statement);
  const value = declared && valueOf(source, declared.name)?.value;
  const [pattern] = nodesIn(value, 'params');
  const members = membersOf(nodeIn(pattern, 'typeAnnotation'), source);
  return declared?.isExported && pattern?.type === 'ObjectPattern' && members
    ? { name: declared.name, pattern, members }
    : undefined;
};

/** The factories in which a name is used; `undefined` where it is used elsewhere too. */
const factoriesUsing = (source: SourceFile, { local, declaration }: Imported): Factory[] | undefined => {
  const uses = nodesOf(source, 'Identifier').filter(
    (node) => nameOf(node) === local && !within(declaration, node),
  );
  const statements = new Set(
    uses.map((use) => statementsOf(source).find((each) => within(each, use))).filter(Boolean),
  );
  const factories = [...statements].map((each) => each && factoryAt(each, source));
  const found = factories.filter((each) => each !== undefined);
  return found.length === factories.length ? found : undefined;
};

/** The adapter says which port it implements. */
const implementing = (outer: SourceFile, name: string, type: string, port: string): Edit[] => {
  const id = valueOf(outer, name)?.id;
  if (!id || nodeIn(id, 'typeAnnotation')) return [];
  const text = `import type { ${type} } from '${specifierTo(outer.path, port)}';\n`;
  return [
    { path: outer.path, start: 0, end: 0, text },
    { path: outer.path, start: id.end, end: id.end, text: `: ${type}` },
  ];
};

/**
 * A value of the outer layer becomes a dependency: the inner layer declares its type as a port, the outer one implements it, and
 * the composition root hands it in. Nothing where the value is used outside of a function that gets its dependencies.
 */
export const injected = (source: SourceFile, imported: Imported, tree: Tree): Edit[] => {
  const outer = tree.sourceOf(resolved(source.path, imported.specifier));
  const value = typeOfValue(outer, imported.imported);
  const factories = factoriesUsing(source, imported);
  if (!outer || !value || !factories || factories.length === 0) return [];
  const { local } = imported;
  const type = local.charAt(0).toUpperCase() + local.slice(1);
  const port = portPath(source.path, local);
  const content = portFile(port, `type ${type} = ${value.text};`, value.nodes, outer, tree);
  const callers = tree.paths.flatMap((path) => tree.sourceOf(path) ?? []);
  const wiring = factories.flatMap((factory) =>
    callers.map((caller) => wired(caller, { name: factory.name, path: source.path }, outer.path, imported)),
  );
  const handed = wiring.filter((each) => each !== undefined);
  if (content === undefined || tree.paths.includes(port) || handed.length < wiring.length) return [];
  const path = source.path;
  const start = imported.declaration.start;
  return [
    { path: port, start: 0, end: 0, text: content },
    ...withoutImport(source, imported),
    { path, start, end: start, text: `import type { ${type} } from '${specifierTo(path, port)}';\n` },
    ...factories.flatMap(({ pattern, members }) => [
      { path, start: pattern.start + 1, end: pattern.start + 1, text: ` ${local},` },
      { path, start: members.start + 1, end: members.start + 1, text: ` ${local}: ${type};` },
    ]),
    ...implementing(outer, imported.imported, type, port),
    ...handed.flat(),
  ];
};
