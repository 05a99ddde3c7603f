import { unitFaults } from './judge-unit.ts';
import type { Node } from './syntax.ts';
import { calculated, callMethod, named, type Made } from './unit-operations.ts';
import { childOf, childrenOf, unitBlock } from './unit-source.ts';

/**
 * What the body of a custom unit comes to, read step by step from its syntax tree: nothing of it is run as code, so it can do
 * nothing but compute, and what the factory foresees is what the service will answer.
 */

/** Steps after which a body is given up. */
const MAX_STEPS = 50_000;

/** Characters of a text, or entries of a list, that a body may make. */
const MAX_SIZE = 10_000;

type Names = { values: Map<string, Made>; outer?: Names };
type Run = { steps: number };
/** How a statement ended: with a value, out of its loop, on to the next entry, or at its end. */
type End = { returned: Made } | 'break' | 'continue' | undefined;

const text = (node: Node | undefined, key: string): string => String(node?.[key] ?? '');

const step = (run: Run): void => {
  run.steps += 1;
  if (run.steps > MAX_STEPS) throw new Error(`it takes more than ${MAX_STEPS} steps`);
};

const sized = (value: Made): Made => {
  if ((typeof value === 'string' || Array.isArray(value)) && value.length > MAX_SIZE)
    throw new Error(`it makes more than ${MAX_SIZE} characters or entries`);
  return value;
};

/** The values among which a name has its own; `undefined` where the body has no such name by then. */
const scopeOf = (name: string, names: Names): Map<string, Made> | undefined => {
  let at: Names | undefined = names;
  while (at && !at.values.has(name)) at = at.outer;
  return at?.values;
};

const holderOf = (name: string, names: Names): Map<string, Made> => {
  const holder = scopeOf(name, names);
  if (!holder) throw new Error(`${name} is read before it has a value`);
  return holder;
};

const listOf = (value: Made): Made[] => {
  if (typeof value === 'string') return [...value];
  if (!Array.isArray(value)) throw new Error('it goes through what is no list');
  return value;
};

const bind = (pattern: Node | undefined, value: Made, names: Names): void => {
  if (pattern?.type === 'ArrayPattern') {
    const values = listOf(value);
    childrenOf(pattern, 'elements').forEach((each, index) => bind(each, values[index], names));
  } else names.values.set(text(pattern, 'name'), value);
};

const needed = (node: Node, key: string): Node => {
  const child = childOf(node, key);
  if (!child) throw new Error(`${node.type} is incomplete`);
  return child;
};

const entriesOf = (nodes: readonly Node[], names: Names, run: Run): Made[] =>
  nodes.flatMap((node) =>
    node.type === 'SpreadElement'
      ? listOf(value(needed(node, 'argument'), names, run))
      : [value(node, names, run)],
  );

const functionOf =
  (node: Node, names: Names, run: Run) =>
  (...given: Made[]): Made => {
    const inner: Names = { values: new Map(), outer: names };
    childrenOf(node, 'params').forEach((pattern, index) => bind(pattern, given[index], inner));
    const body = needed(node, 'body');
    if (body.type !== 'BlockStatement') return value(body, inner, run);
    const end = statement(body, inner, run);
    return typeof end === 'object' ? end.returned : undefined;
  };

const argumentsOf = (node: Node, names: Names, run: Run): Made[] =>
  entriesOf(childrenOf(node, 'arguments'), names, run);

/** Nothing comes of a member or call of what is absent, where the body asks first. */
const stopsShort = (node: Node, object: Made): boolean =>
  object === undefined && node.type.startsWith('Optional');

const isGlobal = (node: Node, names: Names): boolean =>
  node.type === 'Identifier' && scopeOf(text(node, 'name'), names) === undefined;

const memberOf = (node: Node, names: Names, run: Run): Made => {
  const object = needed(node, 'object');
  const property = needed(node, 'property');
  if (isGlobal(object, names)) return named(text(object, 'name'), text(property, 'name'));
  const of = value(object, names, run);
  if (stopsShort(node, of)) return undefined;
  if (typeof of !== 'string' && !Array.isArray(of)) throw new Error('it reads a member of what has none');
  return property.type === 'NumericLiteral' ? of[Number(property['value'])] : of.length;
};

const callOf = (node: Node, names: Names, run: Run): Made => {
  const callee = needed(node, 'callee');
  if (callee.type === 'Identifier')
    return callMethod(undefined, text(callee, 'name'), argumentsOf(node, names, run));
  const object = needed(callee, 'object');
  const method = text(childOf(callee, 'property'), 'name');
  if (isGlobal(object, names))
    return callMethod(undefined, `${text(object, 'name')}.${method}`, argumentsOf(node, names, run));
  const of = value(object, names, run);
  return stopsShort(callee, of) ? undefined : callMethod(of, method, argumentsOf(node, names, run));
};

const decided = (node: Node, names: Names, run: Run): Made => {
  const left = value(needed(node, 'left'), names, run);
  const right = () => value(needed(node, 'right'), names, run);
  if (node['operator'] === '??') return left ?? right();
  return Boolean(left) === (node['operator'] === '&&') ? right() : left;
};

const assigned = (node: Node, names: Names, run: Run): Made => {
  const name = text(childOf(node, node.type === 'UpdateExpression' ? 'argument' : 'left'), 'name');
  const holder = holderOf(name, names);
  const before = holder.get(name);
  const operator = text(node, 'operator');
  const by = node.type === 'UpdateExpression' ? 1 : value(needed(node, 'right'), names, run);
  const after = operator === '=' ? by : calculated(operator.slice(0, -1), before, by);
  holder.set(name, sized(after));
  return node.type === 'UpdateExpression' && node['prefix'] !== true ? before : after;
};

const negated = (node: Node, names: Names, run: Run): Made => {
  const operand = value(needed(node, 'argument'), names, run);
  if (node['operator'] === '!') return !operand;
  return node['operator'] === '-' ? -Number(operand) : Number(operand);
};

const pasted = (node: Node, names: Names, run: Run): Made => {
  const values = childrenOf(node, 'expressions').map((each) => String(value(each, names, run)));
  const fixed = childrenOf(node, 'quasis').map(
    (each) => (each['value'] as { cooked?: string } | undefined)?.cooked,
  );
  return fixed.map((each, index) => `${each ?? ''}${values[index] ?? ''}`).join('');
};

type Reader = (node: Node, names: Names, run: Run) => Made;

const written: Reader = (node) => node['value'] as Made;

const READERS: Readonly<Record<string, Reader>> = {
  NumericLiteral: written,
  StringLiteral: written,
  BooleanLiteral: written,
  Identifier: (node, names) => {
    const name = text(node, 'name');
    return name === 'undefined' ? undefined : holderOf(name, names).get(name);
  },
  TemplateLiteral: pasted,
  ArrayExpression: (node, names, run) => entriesOf(childrenOf(node, 'elements'), names, run),
  UnaryExpression: negated,
  BinaryExpression: (node, names, run) =>
    calculated(
      text(node, 'operator'),
      value(needed(node, 'left'), names, run),
      value(needed(node, 'right'), names, run),
    ),
  LogicalExpression: decided,
  ConditionalExpression: (node, names, run) =>
    value(needed(node, value(needed(node, 'test'), names, run) ? 'consequent' : 'alternate'), names, run),
  AssignmentExpression: assigned,
  UpdateExpression: assigned,
  MemberExpression: memberOf,
  OptionalMemberExpression: memberOf,
  CallExpression: callOf,
  OptionalCallExpression: callOf,
  NewExpression: (node, names, run) => callMethod(undefined, 'new Date', argumentsOf(node, names, run)),
  ArrowFunctionExpression: functionOf,
  TSAsExpression: (node, names, run) => value(needed(node, 'expression'), names, run),
};

const value: Reader = (node, names, run) => {
  step(run);
  const read = READERS[node.type];
  if (!read) throw new Error(`${node.type} is not used here`);
  return sized(read(node, names, run));
};

const looped = (node: Node, names: Names, run: Run): End => {
  const pattern = childOf(childrenOf(needed(node, 'left'), 'declarations')[0], 'id');
  for (const each of listOf(value(needed(node, 'right'), names, run))) {
    const inner: Names = { values: new Map(), outer: names };
    bind(pattern, each, inner);
    const end = statement(needed(node, 'body'), inner, run);
    if (typeof end === 'object') return end;
    if (end === 'break') break;
  }
  return undefined;
};

const sequence = (node: Node, names: Names, run: Run): End => {
  const inner: Names = { values: new Map(), outer: names };
  for (const each of childrenOf(node, 'body')) {
    const end = statement(each, inner, run);
    if (end !== undefined) return end;
  }
  return undefined;
};

const branched = (node: Node, names: Names, run: Run): End => {
  const taken = value(needed(node, 'test'), names, run)
    ? childOf(node, 'consequent')
    : childOf(node, 'alternate');
  return taken && statement(taken, names, run);
};

const statement = (node: Node, names: Names, run: Run): End => {
  step(run);
  switch (node.type) {
    case 'BlockStatement':
      return sequence(node, names, run);
    case 'ReturnStatement':
      return { returned: value(needed(node, 'argument'), names, run) };
    case 'IfStatement':
      return branched(node, names, run);
    case 'ForOfStatement':
      return looped(node, names, run);
    case 'BreakStatement':
      return 'break';
    case 'ContinueStatement':
      return 'continue';
    case 'VariableDeclaration':
      for (const each of childrenOf(node, 'declarations'))
        bind(childOf(each, 'id'), value(needed(each, 'init'), names, run), names);
      return undefined;
    default:
      value(needed(node, 'expression'), names, run);
      return undefined;
  }
};

/** What a body computes. Throws, in words that continue "it", where it does not come to a value. */
const computed = (block: Node, given: ReadonlyMap<string, Made>): Made => {
  const end = statement(block, { values: new Map(given) }, { steps: 0 });
  return typeof end === 'object' ? end.returned : undefined;
};

const blocks = new Map<string, Node | undefined>();

/** Bodies that are kept parsed. */
const MAX_KEPT = 200;

/** The parsed body, where nothing is wrong with it. */
const blockOf = (parameters: readonly string[], body: string): Node | undefined => {
  const key = `${parameters.join(',')}\n${body}`;
  if (!blocks.has(key)) {
    if (blocks.size >= MAX_KEPT) blocks.clear();
    blocks.set(key, unitFaults(parameters, body).length > 0 ? undefined : unitBlock(parameters, body)?.block);
  }
  return blocks.get(key);
};

/** What came of a body: a value, or why there is none. */
export type UnitRun = { value: unknown } | { fault: string };

/** Computes a custom unit. `given` holds a value for each parameter, by its name and in their order. */
export const runUnit = (body: string, given: ReadonlyMap<string, string | number | boolean>): UnitRun => {
  const block = blockOf([...given.keys()], body);
  if (!block) return { fault: 'it is refused' };
  try {
    return { value: computed(block, given) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'it fails' };
  }
};
