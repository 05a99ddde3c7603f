import { isNode, walk, type Node, type SourceFile } from '../../../domain/syntax.ts';
import { around, nameOf, nodeIn, nodesOf, onLine } from '../tree.ts';
import type { Repair } from './repair.ts';

const FUNCTIONS = [
  'ArrowFunctionExpression',
  'FunctionExpression',
  'FunctionDeclaration',
  'ObjectMethod',
  'ClassMethod',
];

const within = (outer: Node, inner: Node): boolean => outer.start <= inner.start && outer.end >= inner.end;

/** The innermost function around a node. */
const functionOf = (source: SourceFile, node: Node): Node | undefined =>
  nodesOf(source, ...FUNCTIONS).findLast((each) => within(each, node) && each !== node);

/** Calls that are neither awaited nor part of what another call is called on. */
const unawaited = (source: SourceFile): Node[] => {
  const awaited = new Set(nodesOf(source, 'AwaitExpression').map((each) => nodeIn(each, 'argument')));
  return nodesOf(source, 'CallExpression').filter((each) => !awaited.has(each));
};

/** The calls whose results the names on a line hold. */
const callsBehind = (source: SourceFile, line: number | undefined): Node[] => {
  const names = new Set(onLine(nodesOf(source, 'Identifier'), line).map(nameOf));
  const free = new Set(unawaited(source));
  return nodesOf(source, 'VariableDeclarator').flatMap((each) => {
    const id = nodeIn(each, 'id');
    const init = nodeIn(each, 'init');
    const bound = new Set<string | undefined>();
    if (id) walk(id, (node) => void bound.add(nameOf(node)));
    const isMeant = [...names].some((name) => name !== undefined && bound.has(name));
    return init && isMeant && free.has(init) ? [init] : [];
  });
};

const spaceless = (text: string): string => text.replaceAll(/\s+/g, '');

const isMember = (source: SourceFile, node: Node): boolean =>
  nodesOf(source, 'MemberExpression', 'OptionalMemberExpression').some((each) => each['object'] === node);

/** Adds the `await` that a promise lacks: the one that the generator writes, else that of the outermost call. */
export const awaitCall: Repair = {
  strategy: 'await',
  edits: ({ file, line }, tree) => {
    const source = tree.sourceOf(file);
    if (!source?.root) return [];
    const written = spaceless(tree.writtenOf(file)?.content ?? '');
    const candidates = [...around(unawaited(source), line), ...callsBehind(source, line)].filter(
      (call) => functionOf(source, call)?.['async'] === true,
    );
    const textOf = (call: Node): string => source.content.slice(call.start, call.end);
    const known = candidates.find((call) => written.includes(`await${spaceless(textOf(call))}`));
    const behind = callsBehind(source, line).find((call) => candidates.includes(call));
    const call = known ?? behind ?? candidates.find(({ loc }) => loc.start.line === line);
    if (!call) return [];
    const text = isMember(source, call) ? `(await ${textOf(call)})` : `await ${textOf(call)}`;
    return [{ path: file, start: call.start, end: call.end, text }];
  },
};

const promised = (source: SourceFile, type: Node): string => {
  const inner = nodeIn(type, 'typeAnnotation');
  const text = inner ? source.content.slice(inner.start, inner.end) : 'void';
  return /^(?:Promise|PromiseLike)</.test(text) ? text : `Promise<${text}>`;
};

/** A function that awaits is an async one. */
export const makeAsync: Repair = {
  strategy: 'await',
  edits: ({ file, line }, tree) => {
    const source = tree.sourceOf(file);
    if (!source?.root) return [];
    const found = onLine(nodesOf(source, 'AwaitExpression'), line)
      .map((each) => functionOf(source, each))
      .find((each) => each && each['async'] !== true);
    if (!found) return [];
    const type = nodeIn(found, 'returnType');
    const inner = nodeIn(type, 'typeAnnotation');
    const key = nodeIn(found, 'key');
    const start = key?.start ?? found.start;
    return [
      { path: file, start, end: start, text: 'async ' },
      ...(type && inner && isNode(inner)
        ? [{ path: file, start: inner.start, end: inner.end, text: promised(source, type) }]
        : []),
    ];
  },
};
