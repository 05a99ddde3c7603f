import { isNode, parseSources, type Node } from './syntax.ts';

/** The function of a custom unit as its service holds it, without types. */
export const unitText = (parameters: readonly string[], body: string): string =>
  `const unit = (${parameters.join(', ')}) => {\n${body}\n};\n`;

const onlyOne = (value: unknown): Node | undefined => {
  const [first, ...others] = Array.isArray(value) ? value.filter(isNode) : [];
  return others.length === 0 ? first : undefined;
};

export const childOf = (node: Node | undefined, key: string): Node | undefined => {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
};

export const childrenOf = (node: Node, key: string): Node[] => {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

/** The block of the one function that a text holds. */
const blockIn = (root: Node | undefined): Node | undefined => {
  const declaration = onlyOne(childOf(root, 'program')?.['body']);
  const declared =
    declaration?.type === 'VariableDeclaration' ? onlyOne(declaration['declarations']) : undefined;
  const arrow = childOf(declared, 'init');
  const block = arrow?.type === 'ArrowFunctionExpression' ? childOf(arrow, 'body') : undefined;
  return block?.type === 'BlockStatement' ? block : undefined;
};

/** The block of a body that is one, and whether it holds comments; `undefined` where its syntax is wrong, or it reaches out of its function. */
export const unitBlock = (
  parameters: readonly string[],
  body: string,
): { block: Node; hasComments: boolean } | undefined => {
  const content = unitText(parameters, body);
  const [source] = parseSources([{ path: 'unit.ts', content }]);
  const block = blockIn(source?.root);
  const closes = content.length - ';\n'.length;
  if (block?.end !== closes) return undefined;
  const comments = source?.root?.['comments'];
  return { block, hasComments: Array.isArray(comments) && comments.length > 0 };
};
