import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { isNode, parseSources, walk, type Node } from '../../../../factory/domain/syntax.ts';
import type { Edit, Operator, Site } from './mutation.ts';

/** What an operator makes of a node, in a file of this text; nothing where it does not apply. */
type Change = (node: Node, content: string) => Edit | undefined;

const spanOf = (node: Node): { start: number; end: number } => ({
  start: Number(node['start']),
  end: Number(node['end']),
});

const textOf = (node: Node, content: string): string => content.slice(spanOf(node).start, spanOf(node).end);

const onNodes = (name: string, change: Change): Operator => ({
  name,
  sites: (files) =>
    parseSources(files.filter(({ path }) => path.startsWith('src/'))).flatMap(({ path, content, root }) => {
      const found: Site[] = [];
      if (!root) return found;
      walk(root, (node) => {
        const edit = change(node, content);
        if (edit) found.push({ path, edit });
      });
      return found;
    }),
});

/** Swaps the operator between the two operands of a node. */
const swapping = (name: string, type: string, other: Readonly<Record<string, string>>): Operator =>
  onNodes(name, (node, content) => {
    const { left, right, operator } = node;
    const swapped = other[String(operator)];
    if (node.type !== type || swapped === undefined || !isNode(left) || !isNode(right)) return undefined;
    const [from, to] = [spanOf(left).end, spanOf(right).start];
    const between = content.slice(from, to);
    return { start: from, end: to, text: between.replace(String(operator), swapped) };
  });

const without: (type: string) => Change = (type) => (node) =>
  node.type === type ? { ...spanOf(node), text: '' } : undefined;

const negated: Change = (node, content) => {
  const { test } = node;
  if (node.type !== 'IfStatement' || !isNode(test)) return undefined;
  return { ...spanOf(test), text: `!(${textOf(test, content)})` };
};

const unawaited: Change = (node, content) => {
  const { argument } = node;
  if (node.type !== 'AwaitExpression' || !isNode(argument)) return undefined;
  return { ...spanOf(node), text: textOf(argument, content) };
};

const misdirected: Change = (node, content) => {
  const { source } = node;
  if (node.type !== 'ImportDeclaration' || !isNode(source)) return undefined;
  const path = textOf(source, content);
  return path.slice(1).startsWith('.')
    ? { ...spanOf(source), text: path.replace(/(\w)(\.\w+)?(['"])$/, '$1x$2$3') }
    : undefined;
};

const KEYWORDS: Readonly<Record<string, string>> = {
  TSStringKeyword: 'number',
  TSNumberKeyword: 'string',
  TSBooleanKeyword: 'string',
};

const retyped: Change = (node) => {
  const text = KEYWORDS[node.type];
  return text === undefined ? undefined : { ...spanOf(node), text };
};

const startsOfLines = ({ content }: GeneratedFile): number[] =>
  [...content.matchAll(/^ +(?=(?:const|return|if)\b)/gm)].map(({ index }) => index);

const badlyIndented: Operator = {
  name: 'break formatting',
  sites: (files) =>
    files
      .filter(({ path }) => /^src\/.*\.ts$/.test(path))
      .flatMap((file) =>
        startsOfLines(file).map((start) => ({ path: file.path, edit: { start, end: start, text: '   ' } })),
      ),
};

const moved: Operator = {
  name: 'move file',
  sites: (files) =>
    files
      .filter(({ path }) => /^src\/.+\/.*\.ts$/.test(path))
      .map(({ path }) => ({ path, movedTo: path.replace(/([^/]+)$/, 'moved/$1') })),
};

const outward: Operator = {
  name: 'import outwards',
  sites: (files) => {
    const adapters = files.filter(({ path }) => /^src\/infrastructure\/[^/]+\.ts$/.test(path));
    return files
      .filter(({ path }) => /^src\/(?:domain|application)\/[^/]+\.ts$/.test(path))
      .flatMap(({ path }) =>
        adapters.map((adapter) => ({
          path,
          edit: { start: 0, end: 0, text: `import '../${adapter.path.slice('src/'.length)}';\n` },
        })),
      );
  },
};

const VALUE = /^export const (\w+)/gm;

const valuesOf = ({ path, content }: GeneratedFile): { path: string; name: string }[] =>
  [...content.matchAll(VALUE)].flatMap(({ 1: name }) => (name === undefined ? [] : [{ path, name }]));

/** Where the innermost function of a use case begins. */
const bodyOf = (content: string): number => content.lastIndexOf('=> {\n') + '=> {\n'.length;

const used: Operator = {
  name: 'use outwards',
  sites: (files) => {
    const values = files.filter(({ path }) => path.startsWith('src/infrastructure/')).flatMap(valuesOf);
    return files
      .filter(({ path, content }) => /^src\/application\/\w+\//.test(path) && content.includes('=> {\n'))
      .flatMap(({ path, content }) =>
        values.map((value) => {
          const begun = content.slice(0, bodyOf(content));
          const line = `import { ${value.name} } from '../../${value.path.slice('src/'.length)}';\n`;
          const text = `${line}${begun}    void ${value.name};\n`;
          return { path, edit: { start: 0, end: begun.length, text } };
        }),
      );
  },
};

/** Mistakes in the TypeScript code below `src/`. */
export const codeOperators: readonly Operator[] = [
  swapping('swap relational', 'BinaryExpression', {
    '<': '>=',
    '<=': '>',
    '>': '<=',
    '>=': '<',
    '===': '!==',
    '!==': '===',
  }),
  swapping('swap arithmetic', 'BinaryExpression', { '+': '-', '-': '+', '*': '/', '/': '*' }),
  swapping('swap logical', 'LogicalExpression', { '&&': '||', '||': '&&', '??': '&&' }),
  onNodes('negate condition', negated),
  onNodes('drop await', unawaited),
  onNodes('delete import', without('ImportDeclaration')),
  onNodes('delete statement', without('ExpressionStatement')),
  onNodes('wrong import path', misdirected),
  onNodes('change type', retyped),
  badlyIndented,
  moved,
  outward,
  used,
];
