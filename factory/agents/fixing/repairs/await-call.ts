import type { Finding } from '../../../domain/quality-report.ts';
import { parseSources, walk, type Node, type SourceFile } from '../../../domain/syntax.ts';
import { around, nameOf, nodeIn, nodesIn, nodesOf, onLine } from '../tree.ts';
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

/** Those that are what another call gets, where a message is about that. */
const meantBy = ({ message }: Finding, calls: readonly Node[], source: SourceFile): Node[] => {
  if (!message.startsWith('Argument of type')) return [...calls];
  const given = new Set(
    nodesOf(source, 'CallExpression', 'NewExpression').flatMap((each) => nodesIn(each, 'arguments')),
  );
  return calls.filter((each) => given.has(each));
};

const spaceless = (text: string): string => text.replaceAll(/\s+/g, '');

const isMember = (source: SourceFile, node: Node): boolean =>
  nodesOf(source, 'MemberExpression', 'OptionalMemberExpression').some((each) => each['object'] === node);

/** A message of the compiler that is about a promise where its value is wanted, not the other way round. */
const isAboutPromise = ({ check, message }: Finding): boolean =>
  check !== 'types' || /(?<!assignable to (?:parameter of )?type )'Promise(?:Like)?</.test(message);

/** Adds the `await` that a promise lacks: the one that the generator writes, else that of the outermost call. */
export const awaitCall: Repair = {
  strategy: 'await',
  edits: (finding, tree) => {
    const { file, line } = finding;
    const source = tree.sourceOf(file);
    if (!source?.root || !isAboutPromise(finding)) return [];
    const written = spaceless(tree.writtenOf(file)?.content ?? '');
    const near = [...around(unawaited(source), line), ...callsBehind(source, line)];
    const candidates = meantBy(finding, near, source).filter(
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

/** A file with spaces for every `await`, which does not stand in every function: all else is where it was. */
const withoutAwait = ({ path, content }: SourceFile): SourceFile | undefined =>
  parseSources([{ path, content: content.replaceAll(/\bawait\b/g, '     ') }])[0];

/** A function that awaits is an async one. */
export const makeAsync: Repair = {
  strategy: 'await',
  edits: ({ file, line = 0 }, tree) => {
    const source = tree.sourceOf(file);
    const readable = source && withoutAwait(source);
    if (!source || !readable?.root) return [];
    const start = source.content
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length;
    const place = source.content.indexOf('await', start);
    const found = nodesOf(readable, ...FUNCTIONS).findLast(
      (each) => each.start <= place && each.end >= place,
    );
    if (!found || found['async'] === true) return [];
    const type = nodeIn(found, 'returnType');
    const inner = nodeIn(type, 'typeAnnotation');
    const at = (nodeIn(found, 'key') ?? found).start;
    return [
      { path: file, start: at, end: at, text: 'async ' },
      ...(type && inner
        ? [{ path: file, start: inner.start, end: inner.end, text: promised(source, type) }]
        : []),
    ];
  },
};
