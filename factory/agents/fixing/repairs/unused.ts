import type { Node } from '../../../domain/syntax.ts';
import { countOf, importDeclarationsOf, importsOf } from '../modules.ts';
import { nameOf, nodeIn, nodesIn, nodesOf, statementsOf, type Tree } from '../tree.ts';
import { removedSpecifier, removedStatement } from './removed-nodes.ts';
import { quoted, type Repair } from './repair.ts';

/** Its generator uses the name in this file: then the use of it is what was lost, and the name is right. */
const isMissed = (file: string, name: string, tree: Tree): boolean =>
  countOf(tree.writtenOf(file)?.content ?? '', name) > 1;

/** An import that nobody needs is removed. */
export const removeUnusedImport: Repair = {
  strategy: 'imports',
  edits: ({ file, line, message }, tree) => {
    const source = tree.sourceOf(file);
    if (!source) return [];
    if (message.startsWith('All imports')) {
      const whole = importDeclarationsOf(source).find(({ loc }) => loc.start.line === line);
      const names = nodesIn(whole, 'specifiers').map((each) => nameOf(nodeIn(each, 'local')) ?? '');
      if (!whole || names.some((name) => isMissed(file, name, tree))) return [];
      return [removedStatement(file, whole, source.content)];
    }
    const name = quoted(message)[0] ?? '';
    const found = importsOf(source).find(({ local }) => local === name);
    if (!found || isMissed(file, name, tree)) return [];
    return nodesIn(found.declaration, 'specifiers').length === 1
      ? [removedStatement(file, found.declaration, source.content)]
      : removedSpecifier(file, found.node, source.content);
  },
};

const DECLARING = [
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'FunctionDeclaration',
  'VariableDeclaration',
];

/** What is declared and never used is removed; what a signature demands begins with an underscore. */
export const removeUnusedDeclaration: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line, message }, tree) => {
    const name = quoted(message)[0] ?? '';
    const source = tree.sourceOf(file);
    if (!source || isMissed(file, name, tree)) return [];
    const declared = nodesOf(source, ...DECLARING).find((node) => {
      const names = [
        nameOf(nodeIn(node, 'id')),
        ...nodesIn(node, 'declarations').map((each) => nameOf(nodeIn(each, 'id'))),
      ];
      return node.loc.start.line === line && names.includes(name) && nodesIn(node, 'declarations').length < 2;
    });
    if (declared) return [removedStatement(file, declared, source.content)];
    const parameter = nodesOf(
      source,
      'ArrowFunctionExpression',
      'FunctionDeclaration',
      'ObjectMethod',
      'ClassMethod',
    )
      .flatMap((each) => nodesIn(each, 'params'))
      .find((each) => nameOf(each) === name && each.loc.start.line === line);
    return parameter ? [{ path: file, start: parameter.start, end: parameter.start, text: '_' }] : [];
  },
};

/** Statements of a block or of the file that say the same as the one before them. */
const repeated = (statements: readonly Node[], content: string): Node[] =>
  statements.filter((node, index) => {
    const before = statements[index - 1];
    return before && content.slice(before.start, before.end) === content.slice(node.start, node.end);
  });

/** What is declared twice in the same words is declared once. */
export const removeDuplicate: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line }, tree) => {
    const source = tree.sourceOf(file);
    if (!source) return [];
    const blocks = nodesOf(source, 'BlockStatement').map((each) => nodesIn(each, 'body'));
    const specifiers = importDeclarationsOf(source).map((each) => nodesIn(each, 'specifiers'));
    const members = nodesOf(source, 'ClassBody', 'TSInterfaceBody').map((each) => nodesIn(each, 'body'));
    const near = ({ loc }: Node): boolean => line === undefined || Math.abs(loc.start.line - line) <= 30;
    return [
      ...[statementsOf(source), ...blocks, ...members]
        .flatMap((each) => repeated(each, source.content))
        .filter(near)
        .map((each) => removedStatement(file, each, source.content)),
      ...specifiers
        .flatMap((each) => repeated(each, source.content))
        .flatMap((each) => removedSpecifier(file, each, source.content)),
    ];
  },
};

const keyOf = (node: Node): string | undefined => {
  const key = nodeIn(node, 'key');
  return nameOf(key) ?? (key?.type === 'StringLiteral' ? String(key['value']) : undefined);
};

/** The property of an object that gives way: the one that a message names, else the earlier one of two with one key. */
const superfluous = (
  properties: readonly Node[],
  line: number | undefined,
  named: readonly string[],
): Node | undefined => {
  const twinOf = (node: Node): Node | undefined =>
    properties.find((each) => each !== node && keyOf(each) === keyOf(node));
  const here = properties.filter(({ loc }) => loc.start.line === line);
  const doubled = here.find((each) => keyOf(each) !== undefined && twinOf(each));
  if (!doubled) return here.findLast((each) => named.includes(keyOf(each) ?? ''));
  const twin = twinOf(doubled);
  return twin && twin.start < doubled.start ? twin : doubled;
};

/** A property that an object has twice or may not have. */
export const removeProperty: Repair = {
  strategy: 'known-diagnostic',
  edits: ({ file, line, message }, tree) => {
    const source = tree.sourceOf(file);
    if (!source) return [];
    const [found] = nodesOf(source, 'ObjectExpression').flatMap(
      (each) => superfluous(nodesIn(each, 'properties'), line, quoted(message)) ?? [],
    );
    return found ? removedSpecifier(file, found, source.content) : [];
  },
};
