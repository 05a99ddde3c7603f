import { walk, type Node, type SourceFile } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { resolved, specifierTo } from '../module-path.ts';
import { countOf, declarationsOf, importsOf, wordOf, type Imported } from '../modules.ts';
import { removedSpecifier, removedStatement } from '../repairs/removed-nodes.ts';
import { nameOf, nodeIn, nodesIn, nodesOf, type Tree } from '../tree.ts';

/** The inner layers. */
const INNER = /^src\/(?:domain|application)\//;

/** Where an inner layer declares a type of that name. */
const portNamed = (name: string, from: string, tree: Tree): string | undefined =>
  tree.paths.find(
    (path) =>
      INNER.test(path) &&
      (from.startsWith('src/application/') || path.startsWith('src/domain/')) &&
      declarationsOf(tree.sourceOf(path)).some(
        (each) => each.name === name && each.isType && each.isExported,
      ),
  );

const typeNames = (node: Node | undefined): string[] => {
  const names: string[] = [];
  if (node)
    walk(node, (each) => {
      if (each.type !== 'TSTypeReference') return;
      const name = nameOf(nodeIn(each, 'typeName'));
      if (name !== undefined) names.push(name);
    });
  return names;
};

/** The types that something of the outer layer says it is: what it implements, returns, or stands for. */
const promisedBy = (source: SourceFile | undefined, name: string): string[] => {
  const declared = declarationsOf(source).find((each) => each.name === name)?.node;
  if (!declared) return [];
  const found: string[] = [];
  walk(declared, (node) => {
    if (node.type === 'TSClassImplements') found.push(nameOf(nodeIn(node, 'expression')) ?? '');
    if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionDeclaration')
      found.push(...typeNames(nodeIn(node, 'returnType')));
    if (node.type === 'TSTypeAliasDeclaration') found.push(...typeNames(nodeIn(node, 'typeAnnotation')));
  });
  return found;
};

type Port = { name: string; path: string };

/** The port behind something of the outer layer: of the same name, or what that implements. */
const portOf = (file: string, { imported, specifier }: Imported, tree: Tree): Port | undefined => {
  const outer = tree.sourceOf(resolved(file, specifier));
  for (const name of [imported, ...promisedBy(outer, imported)]) {
    const path = portNamed(name, file, tree);
    if (path !== undefined) return { name, path };
  }
  return undefined;
};

/** Whether a name is only ever a type in a file: `ReturnType<typeof x>` counts as one. */
export const isOnlyType = (source: SourceFile, name: string): boolean => {
  const asType = [
    ...nodesOf(source, 'TSTypeReference').filter((node) => nameOf(nodeIn(node, 'typeName')) === name),
    ...nodesOf(source, 'TSTypeQuery').filter((node) => nameOf(nodeIn(node, 'exprName')) === name),
  ];
  return asType.length === countOf(source.content, name) - 1;
};

/** `ReturnType<typeof name>` and `name`, as the port. */
const renamed = (source: SourceFile, name: string, port: string, after: number): Edit[] => {
  const whole = new RegExp(`ReturnType<\\s*typeof ${wordOf(name).source}\\s*>`, 'g');
  const wrapped = [...source.content.matchAll(whole)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const plain = name === port ? [] : [...source.content.matchAll(wordOf(name))];
  const bare = plain
    .map(({ index }) => ({ start: index, end: index + name.length }))
    .filter(
      ({ start, end }) => start > after && !wrapped.some((each) => each.start <= start && each.end >= end),
    );
  return [...wrapped, ...bare].map((place) => ({ path: source.path, ...place, text: port }));
};

/** A name that is no longer imported. */
export const withoutImport = (source: SourceFile, { declaration, node }: Imported): Edit[] =>
  nodesIn(declaration, 'specifiers').length === 1
    ? [removedStatement(source.path, declaration, source.content)]
    : removedSpecifier(source.path, node, source.content);

/** An import of the outer layer becomes one of the port that is there; nothing where there is none. */
export const behindExistingPort = (source: SourceFile, imported: Imported, tree: Tree): Edit[] => {
  const { local, declaration } = imported;
  const port = portOf(source.path, imported, tree);
  if (!port || !isOnlyType(source, local)) return [];
  const isKnown = importsOf(source).some((each) => each !== imported && each.local === port.name);
  const text = `import type { ${port.name} } from '${specifierTo(source.path, port.path)}';\n`;
  const start = declaration.start;
  return [
    ...withoutImport(source, imported),
    ...renamed(source, local, port.name, declaration.end),
    ...(isKnown ? [] : [{ path: source.path, start, end: start, text }]),
  ];
};
