import { MAX_UNIT_CHARACTERS } from './expression.ts';
import { isNode, type Node } from './syntax.ts';
import { childOf, childrenOf, unitBlock } from './unit-source.ts';
import {
  ANY_METHOD,
  ASSIGNMENTS,
  BINARY,
  FUNCTIONS,
  GLOBALS,
  LENGTHENING,
  MAX_LENGTH,
  STATIC_METHODS,
  STATIC_VALUES,
} from './unit-vocabulary.ts';

/** A node, and how it stands in the one above it. */
type Place = { node: Node; parent: Node; key: string; names: ReadonlySet<string> };

type Rule = (place: Place) => string | undefined;

const allowed: Rule = () => undefined;

const nameOf = (node: Node | undefined): string => String(node?.['name'] ?? '');

const oneOf =
  (key: string, values: ReadonlySet<string>): Rule =>
  ({ node }) =>
    values.has(String(node[key])) ? undefined : `operator ${String(node[key]).slice(0, 12)} is not used here`;

const isCalled = ({ parent, key }: Place): boolean =>
  key === 'callee' && (parent.type === 'CallExpression' || parent.type === 'OptionalCallExpression');

/** The name of the language that a member is of, unless the body has a value of that name. */
const globalOf = ({ node, names }: Place): string | undefined => {
  const object = childOf(node, 'object');
  const name = nameOf(object);
  return object?.type === 'Identifier' && !names.has(name) ? name : undefined;
};

const isIndex = (node: Node | undefined): boolean =>
  node?.type === 'NumericLiteral' && Number.isInteger(node['value']) && Number(node['value']) < 1_000;

const member: Rule = (place) => {
  const { node } = place;
  const property = childOf(node, 'property');
  if (node['computed'] === true)
    return isIndex(property) ? undefined : 'only a number that is written out stands in square brackets';
  const name = nameOf(property);
  const global = globalOf(place);
  if (global !== undefined) {
    const [methods, values] = [STATIC_METHODS[global] ?? [], STATIC_VALUES[global] ?? []];
    const isKnown = isCalled(place) ? methods.includes(name) : values.includes(name);
    return isKnown ? undefined : `${global}.${name} is not used here`;
  }
  if (name === 'length') return isCalled(place) ? 'length is no function' : undefined;
  if (!ANY_METHOD.has(name)) return `member ${name} is not used here`;
  return isCalled(place) ? undefined : `${name} is only called`;
};

/** A small whole number that is written out. */
const isSmall = (node: Node | undefined): boolean =>
  node?.type === 'NumericLiteral' && Number.isInteger(node['value']) && Number(node['value']) <= MAX_LENGTH;

const call: Rule = ({ node, names }) => {
  const callee = childOf(node, 'callee');
  if (callee?.type === 'Identifier') {
    const name = nameOf(callee);
    return (FUNCTIONS as readonly string[]).includes(name) && !names.has(name)
      ? undefined
      : `${name} is not called here: only methods, ${FUNCTIONS.join(', ')} are`;
  }
  if (callee?.type !== 'MemberExpression' && callee?.type !== 'OptionalMemberExpression')
    return 'only methods and named functions are called';
  const lengthens = LENGTHENING.has(nameOf(childOf(callee, 'property')));
  return lengthens && !isSmall(childrenOf(node, 'arguments')[0])
    ? `the first argument of padEnd, padStart and repeat is a number up to ${MAX_LENGTH} that is written out`
    : undefined;
};

/** Where a name of the language may stand: called, or as what a member is of. */
const identifier: Rule = ({ node, parent, key, names }) => {
  const name = nameOf(node);
  if (key === 'property' && parent['computed'] !== true) return undefined;
  if (names.has(name) || name === 'undefined') return undefined;
  if (!GLOBALS.has(name)) return `${name} is not known here`;
  if (key === 'callee' || (key === 'object' && name in STATIC_METHODS)) return undefined;
  return `${name} is no value here`;
};

const PATTERNS = ['Identifier', 'ArrayPattern'];

const arrow: Rule = ({ node, parent, key }) => {
  if (node['async'] === true || node['generator'] === true)
    return 'functions are neither async nor generators';
  if (key !== 'arguments' || !/^(?:Optional)?CallExpression$/.test(parent.type))
    return 'a function stands only in the brackets of a method that is called with it';
  return childrenOf(node, 'params').every(({ type }) => PATTERNS.includes(type))
    ? undefined
    : 'parameters are names, without defaults and the rest';
};

const declaration: Rule = ({ node, parent }) => {
  if (node['kind'] !== 'const' && node['kind'] !== 'let') return 'values are declared by const and let';
  const isHead = parent.type === 'ForOfStatement';
  const open = childrenOf(node, 'declarations').some(
    (each) => !PATTERNS.includes(childOf(each, 'id')?.type ?? '') || (!isHead && !childOf(each, 'init')),
  );
  return open ? 'every declared name has a value' : undefined;
};

const toName =
  (key: string, rule: Rule): Rule =>
  (place) => {
    const target = childOf(place.node, key);
    return target?.type === 'Identifier' && place.names.has(nameOf(target))
      ? rule(place)
      : 'only names that the body declares are written to';
  };

const constructed: Rule = ({ node, names }) =>
  nameOf(childOf(node, 'callee')) === 'Date' && !names.has('Date') && childrenOf(node, 'arguments').length > 0
    ? undefined
    : 'only new Date(value) is constructed; the present is not known here';

const constAssertion: Rule = ({ node }) => {
  const type = childOf(node, 'typeAnnotation');
  return type?.type === 'TSTypeReference' && nameOf(childOf(type, 'typeName')) === 'const'
    ? undefined
    : 'no type is asserted but as const';
};

const effect: Rule = ({ node }) =>
  ['AssignmentExpression', 'UpdateExpression'].includes(childOf(node, 'expression')?.type ?? '')
    ? undefined
    : 'a statement declares, assigns, decides, goes through a list or returns';

/** Every kind of node that a body may hold. What is not named here is refused. */
const RULES: Readonly<Record<string, Rule>> = {
  BlockStatement: allowed,
  ReturnStatement: ({ node }) => (childOf(node, 'argument') ? undefined : 'a value is returned'),
  IfStatement: allowed,
  ForOfStatement: ({ node }) =>
    node['await'] === true || childOf(node, 'left')?.type !== 'VariableDeclaration'
      ? 'a loop is for (const each of list)'
      : undefined,
  BreakStatement: ({ node }) => (childOf(node, 'label') ? 'there are no labels' : undefined),
  ContinueStatement: ({ node }) => (childOf(node, 'label') ? 'there are no labels' : undefined),
  ExpressionStatement: effect,
  VariableDeclaration: declaration,
  VariableDeclarator: allowed,
  ArrayPattern: ({ node }) =>
    childrenOf(node, 'elements').every(({ type }) => PATTERNS.includes(type))
      ? undefined
      : 'a list is taken apart into names',
  Identifier: identifier,
  NumericLiteral: allowed,
  StringLiteral: allowed,
  BooleanLiteral: allowed,
  NullLiteral: () => 'what is absent is undefined',
  TemplateLiteral: allowed,
  TemplateElement: allowed,
  ArrayExpression: ({ node }) =>
    Array.isArray(node['elements']) && node['elements'].includes(null) ? 'a list has no holes' : undefined,
  SpreadElement: ({ parent }) =>
    parent.type === 'ArrayExpression' || parent.type === 'CallExpression'
      ? undefined
      : 'nothing is spread here',
  UnaryExpression: oneOf('operator', new Set(['-', '+', '!'])),
  BinaryExpression: oneOf('operator', BINARY),
  LogicalExpression: oneOf('operator', new Set(['&&', '||', '??'])),
  ConditionalExpression: allowed,
  AssignmentExpression: toName('left', oneOf('operator', ASSIGNMENTS)),
  UpdateExpression: toName('argument', allowed),
  MemberExpression: member,
  OptionalMemberExpression: member,
  CallExpression: call,
  OptionalCallExpression: call,
  NewExpression: constructed,
  ArrowFunctionExpression: arrow,
  TSAsExpression: constAssertion,
};

/** Types that a declaration may name. */
const TYPES: ReadonlySet<string> = new Set([
  'TSTypeAnnotation',
  'TSNumberKeyword',
  'TSStringKeyword',
  'TSBooleanKeyword',
  'TSUndefinedKeyword',
  'TSArrayType',
  'TSTupleType',
  'TSUnionType',
  'TSLiteralType',
  'TSParenthesizedType',
]);

/** Names that patterns bind. */
const boundBy = (patterns: readonly (Node | undefined)[]): string[] =>
  patterns.flatMap((pattern) =>
    pattern?.type === 'ArrayPattern' ? boundBy(childrenOf(pattern, 'elements')) : [nameOf(pattern)],
  );

const declaredBy = (statement: Node | undefined): string[] =>
  statement?.type === 'VariableDeclaration'
    ? boundBy(childrenOf(statement, 'declarations').map((each) => childOf(each, 'id')))
    : [];

/** Names that hold inside a node and not around it. */
const scopeOf = (node: Node): string[] => {
  if (node.type === 'BlockStatement') return childrenOf(node, 'body').flatMap(declaredBy);
  if (node.type === 'ForOfStatement') return declaredBy(childOf(node, 'left'));
  return node.type === 'ArrowFunctionExpression' ? boundBy(childrenOf(node, 'params')) : [];
};

const partsOf = (node: Node): { node: Node; key: string }[] =>
  Object.entries(node).flatMap(([key, value]) =>
    key === 'loc' || key === 'comments'
      ? []
      : (Array.isArray(value) ? value : [value]).filter(isNode).map((part) => ({ node: part, key })),
  );

/** Nodes inside each other at most: what reads a body goes down into it. */
const MAX_DEPTH = 60;

const NAME = /^[a-z]\w{0,39}$/i;

/** A name of the language stays what it is. */
const nameFaults = (names: readonly string[]): string[] =>
  names
    .filter((name) => GLOBALS.has(name) || !NAME.test(name))
    .map((name) => `${name.slice(0, 40)} cannot be declared`);

const faultsIn = (place: Place, depth: number): string[] => {
  const { node } = place;
  if (depth > MAX_DEPTH) return ['it is nested too deeply'];
  const rule = TYPES.has(node.type) ? allowed : RULES[node.type];
  if (!rule) return [`${node.type} is not used here`];
  const declared = scopeOf(node);
  const faults = nameFaults(declared);
  const own = rule(place);
  if (own !== undefined) return [own, ...faults];
  const names = new Set([...place.names, ...declared]);
  const parts = partsOf(node).filter(({ key }) => node.type !== 'TSAsExpression' || key === 'expression');
  return [...faults, ...parts.flatMap((part) => faultsIn({ ...part, parent: node, names }, depth + 1))];
};

const returns = (node: Node): boolean =>
  node.type === 'ReturnStatement' ||
  (node.type === 'IfStatement' &&
    [childOf(node, 'consequent'), childOf(node, 'alternate')].every(
      (part) => part !== undefined && returns(part),
    )) ||
  (node.type === 'BlockStatement' && childrenOf(node, 'body').some(returns));

/**
 * What is wrong with the body of a custom unit, wherever it comes from: everything but pure computation on its parameters is
 * refused. Empty where it may be compiled and run.
 */
export const unitFaults = (parameters: readonly string[], body: string): string[] => {
  if (body.length > MAX_UNIT_CHARACTERS) return [`it is longer than ${MAX_UNIT_CHARACTERS} characters`];
  const read = unitBlock(parameters, body);
  if (!read) return ['it is not the body of one function'];
  if (read.hasComments) return ['it holds comments'];
  const { block } = read;
  const all = [
    ...nameFaults(parameters),
    ...faultsIn({ node: block, parent: block, key: 'body', names: new Set(parameters) }, 0),
    ...(returns(block) ? [] : ['it does not return a value on every way']),
  ];
  return [...new Set(all)].slice(0, 20);
};
