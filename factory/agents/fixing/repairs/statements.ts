import type { Node } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { nameOf, nodeIn, nodesIn, nodesOf, onLine, around } from '../tree.ts';
import { quoted, type Repair } from './repair.ts';
import { removedStatement } from './removed-nodes.ts';

const STATEMENTS = [
  'ExpressionStatement',
  'DebuggerStatement',
  'ReturnStatement',
  'ThrowStatement',
  'EmptyStatement',
];

/** A statement that does nothing good is removed: a debugger, a line on the console, what is never reached. */
export const removeStatement: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) => {
    const source = tree.sourceOf(file);
    const found = onLine(nodesOf(source, ...STATEMENTS), line).at(-1);
    return source && found ? [removedStatement(file, found, source.content)] : [];
  },
};

/** A variable that is assigned again is no constant. */
export const constToLet: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line = 0, message }, tree) => {
    const name = quoted(message)[0];
    const found = nodesOf(tree.sourceOf(file), 'VariableDeclaration').findLast(
      (each) =>
        each['kind'] === 'const' &&
        each.loc.start.line <= line &&
        nodesIn(each, 'declarations').some((one) => nameOf(nodeIn(one, 'id')) === name),
    );
    return found ? [{ path: file, start: found.start, end: found.start + 'const'.length, text: 'let' }] : [];
  },
};

/** What may be anything is asked before it is used. */
export const anyToUnknown: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) =>
    onLine(nodesOf(tree.sourceOf(file), 'TSAnyKeyword'), line).map(({ start, end }): Edit => ({
      path: file,
      start,
      end,
      text: 'unknown',
    })),
};

/** A member that takes the place of an inherited one says so. */
export const addOverride: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) => {
    const source = tree.sourceOf(file);
    const [member] = onLine(nodesOf(source, 'ClassMethod', 'ClassProperty'), line);
    if (!source || !member) return [];
    const modifiers = /^(?:(?:public|protected|private|static)\s+)*/.exec(source.content.slice(member.start));
    const start = member.start + (modifiers?.[0].length ?? 0);
    return [{ path: file, start, end: start, text: 'override ' }];
  },
};

/** `it.only` and `it.skip` hide tests. */
export const runEveryTest: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) =>
    around(nodesOf(tree.sourceOf(file), 'MemberExpression'), line).flatMap((node): Edit[] => {
      const object = nodeIn(node, 'object');
      const name = nameOf(nodeIn(node, 'property')) ?? '';
      return object && ['only', 'skip'].includes(name)
        ? [{ path: file, start: object.end, end: node.end, text: '' }]
        : [];
    }),
};

const memberText = (member: Node, index: number, content: string): string => {
  const name = nameOf(nodeIn(member, 'id')) ?? '';
  const value = nodeIn(member, 'initializer');
  return `${name}: ${value ? content.slice(value.start, value.end) : index}`;
};

/** An enumeration, which is more than a type, becomes an object and the type of its values. */
export const enumToConst: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) => {
    const source = tree.sourceOf(file);
    const [node] = onLine(nodesOf(source, 'TSEnumDeclaration'), line);
    const name = nameOf(nodeIn(node, 'id'));
    if (!source || !node || name === undefined) return [];
    const members = nodesIn(nodeIn(node, 'body') ?? node, 'members');
    const object = members.map((member, index) => memberText(member, index, source.content)).join(', ');
    const isExported = nodesOf(source, 'ExportNamedDeclaration').some((each) => each['declaration'] === node);
    const text = `const ${name} = { ${object} } as const;\n${isExported ? 'export ' : ''}type ${name} = (typeof ${name})[keyof typeof ${name}];`;
    return [{ path: file, start: node.start, end: node.end, text }];
  },
};

/** Comparing with NaN is never true; asking for it is. */
export const askForNaN: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) => {
    const source = tree.sourceOf(file);
    return onLine(nodesOf(source, 'BinaryExpression'), line).flatMap((node): Edit[] => {
      const sides = [nodeIn(node, 'left'), nodeIn(node, 'right')];
      const other = sides.find((each) => nameOf(each) !== 'NaN');
      const isNaN = sides.some((each) => nameOf(each) === 'NaN') && other && source;
      if (!isNaN) return [];
      const not = String(node['operator']).startsWith('!') ? '!' : '';
      const text = `${not}Number.isNaN(${source.content.slice(other.start, other.end)})`;
      return [{ path: file, start: node.start, end: node.end, text }];
    });
  },
};
