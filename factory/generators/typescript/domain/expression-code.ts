import type { Child } from '../../../domain/aggregate.ts';
import type { Duration } from '../../../domain/duration.ts';
import type { Expression } from '../../../domain/expression.ts';
import type { FieldType } from '../../../domain/field.ts';
import { camelCase } from '../../../domain/naming.ts';
import { variableName } from '../identifiers.ts';
import { literal } from '../source-text.ts';

/** How a field is read. `optional`: it may be absent. */
export type Read = { code: string; type: FieldType; optional: boolean };

/** Where an expression finds its values in the code that surrounds it. */
export type CodeScope = {
  field: (name: string) => Read;
  input?: (name: string) => Read;
  /** A field of the aggregate that a reference field names. */
  related?: (reference: string, field: string) => Read;
  /** The parts in a list field, and how a field of one is read. */
  parts?: (list: string) => { child: Child; field: (variable: string, name: string) => Read };
  /** The time. */
  now: string;
};

/** Binding of operators, loosest first. */
const LEVEL = { or: 1, and: 2, equality: 3, relation: 4, sum: 5, product: 6, unary: 7, primary: 8 } as const;

type Kind = 'integer' | 'number' | 'boolean' | 'date' | 'instant' | 'text' | 'list';

/** Code of a value. `needs`: conditions under which it is there at all. */
export type Code = { code: string; level: number; kind: Kind; needs: readonly string[] };

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

const atLeastAs = ({ code, level }: Code, wanted: number): string => (level < wanted ? `(${code})` : code);

const kindOf = ({ kind }: FieldType): Kind => {
  switch (kind) {
    case 'decimal':
      return 'number';
    case 'integer':
    case 'boolean':
    case 'date':
    case 'instant':
    case 'list':
      return kind;
    default:
      return 'text';
  }
};

const primary = (code: string, kind: Kind, needs: readonly string[] = []): Code => ({
  code,
  level: LEVEL.primary,
  kind,
  needs,
});

const read = ({ code, type, optional }: Read): Code =>
  primary(code, kindOf(type), optional ? [`${code} !== undefined`] : []);

const literalCode = ({ value }: Of<'literal'>): Code => {
  if (typeof value === 'boolean') return primary(String(value), 'boolean');
  if (typeof value === 'string') return primary(literal(value), 'text');
  const level = value < 0 ? LEVEL.unary : LEVEL.primary;
  return { code: String(value), level, kind: Number.isInteger(value) ? 'integer' : 'number', needs: [] };
};

const missing = (what: string): never => {
  throw new Error(`An expression reads ${what}, which is not there.`);
};

const symbols = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

const arithmetic = (expression: Of<'add' | 'subtract' | 'multiply' | 'divide'>, scope: CodeScope): Code => {
  const { op } = expression;
  const [left, right] = [expressionCode(expression.left, scope), expressionCode(expression.right, scope)];
  const level = op === 'add' || op === 'subtract' ? LEVEL.sum : LEVEL.product;
  const rightLevel = op === 'subtract' || op === 'divide' ? level + 1 : level;
  const isWhole = op !== 'divide' && left.kind === 'integer' && right.kind === 'integer';
  const mayBeZero = op === 'divide' && expression.right.op !== 'literal';
  if (op === 'divide' && expression.right.op === 'literal' && Number(expression.right.value) === 0)
    throw new Error('An expression divides by zero.');
  return {
    code: `${atLeastAs(left, level)} ${symbols[op]} ${atLeastAs(right, rightLevel)}`,
    level,
    kind: isWhole ? 'integer' : 'number',
    needs: [
      ...left.needs,
      ...right.needs,
      ...(mayBeZero ? [`${atLeastAs(right, LEVEL.relation)} !== 0`] : []),
    ],
  };
};

/** `{ amount: 2, unit: 'hour' }` → `hours(2)` */
export const durationCode = ({ amount, unit }: Duration): string => `${unit}s(${amount})`;

const moved = ({ op, than, by }: Of<'later' | 'earlier'>, scope: CodeScope): Code => {
  const from = expressionCode(than, scope);
  const name = from.kind === 'date' ? `${op}Day` : op;
  return primary(
    `${name}(${from.code}, ${durationCode(by)})`,
    from.kind === 'date' ? 'date' : 'instant',
    from.needs,
  );
};

const relations = {
  equal: '===',
  different: '!==',
  less: '<',
  'at-most': '<=',
  greater: '>',
  'at-least': '>=',
} as const;

type Comparison = Of<keyof typeof relations>;

/** Digits to which sums of decimals are exact. */
const precision = 9;

/** A side of a comparison, made comparable with the other: moments with moments, exact numbers, times as they are kept. */
const comparable = (side: Code, expression: Expression, other: Code): Code => {
  if (side.kind === 'date' && other.kind === 'instant')
    return primary(`startOfDay(${side.code})`, 'instant', side.needs);
  if (side.kind === 'number' && side.level < LEVEL.unary)
    return primary(`rounded(${side.code}, ${precision})`, 'number', side.needs);
  if (
    expression.op === 'literal' &&
    other.kind === 'instant' &&
    !Number.isNaN(Date.parse(String(expression.value)))
  )
    return primary(literal(new Date(String(expression.value)).toISOString()), 'instant');
  return side;
};

const conjunction = (parts: readonly string[], level: number, kind: Kind = 'boolean'): Code => ({
  code: parts.join(' && '),
  level: parts.length > 1 ? LEVEL.and : level,
  kind,
  needs: [],
});

/** What is absent equals nothing without being asked for, where the other side is there. */
const needsOf = (op: Comparison['op'], left: Code, right: Code): string[] => {
  const isPlain = (side: Code, other: Code) =>
    op === 'equal' &&
    side.needs.length === 1 &&
    side.needs[0] === `${side.code} !== undefined` &&
    other.needs.length === 0;
  if (isPlain(left, right) || isPlain(right, left)) return [];
  return [...new Set([...left.needs, ...right.needs])];
};

type Symbols = (typeof relations)[keyof typeof relations];

const sidesOf = (expression: Comparison, scope: CodeScope): [Code, Code] => {
  const [one, other] = [expressionCode(expression.left, scope), expressionCode(expression.right, scope)];
  return [comparable(one, expression.left, other), comparable(other, expression.right, one)];
};

const needsOfComparison = (expression: Comparison, scope: CodeScope): string[] =>
  needsOf(expression.op, ...sidesOf(expression, scope));

const relation = (expression: Comparison, scope: CodeScope, symbol: Symbols): Code => {
  const [left, right] = sidesOf(expression, scope);
  const level = symbol === '===' || symbol === '!==' ? LEVEL.equality : LEVEL.relation;
  return {
    code: `${atLeastAs(left, level + 1)} ${symbol} ${atLeastAs(right, level + 1)}`,
    level,
    kind: 'boolean',
    needs: [],
  };
};

const compared = (expression: Comparison, scope: CodeScope): Code => {
  const { code, level } = relation(expression, scope, relations[expression.op]);
  return conjunction([...needsOfComparison(expression, scope), code], level);
};

/** A truth: an absent one is none. */
const truth = (expression: Expression, scope: CodeScope): Code => {
  const code = expressionCode(expression, scope);
  if (code.needs.length === 0) return code;
  return { ...code, code: `${code.code} === true`, level: LEVEL.equality, needs: [] };
};

const joined = (op: 'and' | 'or', operands: readonly Code[]): Code => {
  const level = LEVEL[op];
  const parts = operands.map((operand) => atLeastAs(operand, level));
  return { code: parts.join(op === 'and' ? ' && ' : ' || '), level, kind: 'boolean', needs: [] };
};

const combined = ({ op, operands }: Of<'and' | 'or'>, scope: CodeScope): Code => {
  const [only] = operands;
  if (only && operands.length === 1) return truth(only, scope);
  return joined(
    op,
    operands.map((operand) => truth(operand, scope)),
  );
};

const opposites = { '===': '!==', '!==': '===', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

const isComparison = (expression: Expression): expression is Comparison => expression.op in relations;

/** `x !== undefined` → `x === undefined`, `list.length > 0` → `list.length === 0`. */
const oppositeNeed = (need: string): string => need.replace(/ (?:!==|>) (\w+)$/, ' === $1');

const disjunction = (parts: readonly string[], level: number): Code => ({
  code: parts.join(' || '),
  level: parts.length > 1 ? LEVEL.or : level,
  kind: 'boolean',
  needs: [],
});

const comparedOtherwise = (expression: Comparison, scope: CodeScope): Code => {
  const needs = needsOfComparison(expression, scope).map(oppositeNeed);
  const opposite = relation(expression, scope, opposites[relations[expression.op]]);
  return disjunction([...needs, opposite.code], opposite.level);
};

/** What holds exactly where an expression does not. */
export const negatedCode = (expression: Expression, scope: CodeScope): Code => {
  const { op } = expression;
  if (op === 'not') return truth(expression.operand, scope);
  if (op === 'and' || op === 'or') {
    const [only] = expression.operands;
    const operands = expression.operands.map((operand) => negatedCode(operand, scope));
    if (only && operands.length === 1) return negatedCode(only, scope);
    return joined(op === 'and' ? 'or' : 'and', operands);
  }
  if (op === 'overlap') return negatedCode(bothBefore(expression), scope);
  if (op === 'present') {
    const needs = expressionCode(expression.operand, scope).needs.map(oppositeNeed);
    return needs.length === 0 ? primary('false', 'boolean') : disjunction(needs, LEVEL.equality);
  }
  if (isComparison(expression)) return comparedOtherwise(expression, scope);
  const code = expressionCode(expression, scope);
  if (code.needs.length > 0)
    return { ...code, code: `${code.code} !== true`, level: LEVEL.equality, needs: [] };
  return { code: `!${atLeastAs(code, LEVEL.unary)}`, level: LEVEL.unary, kind: 'boolean', needs: [] };
};

const partsOf = (over: string, where: Expression | undefined, scope: CodeScope) => {
  const list = scope.field(over);
  const parts = scope.parts?.(over) ?? missing(`the parts of ${over}`);
  const variable = variableName(camelCase(parts.child.name));
  const { now, related } = scope;
  const inner: CodeScope = { now, ...(related && { related }), field: (name) => parts.field(variable, name) };
  const all = list.optional ? `(${list.code} ?? [])` : list.code;
  const code = where ? `${all}.filter((${variable}) => ${truth(where, inner).code})` : all;
  return { code, variable, inner };
};

const counted = ({ over, where }: Of<'count'>, scope: CodeScope): Code =>
  primary(`${partsOf(over, where, scope).code}.length`, 'integer');

const aggregated = ({ op, over, of, where }: Of<'sum' | 'minimum' | 'maximum'>, scope: CodeScope): Code => {
  const parts = partsOf(over, where, scope);
  const { code, kind, needs } = expressionCode(of, parts.inner);
  const values =
    needs.length === 0
      ? `${parts.code}.map((${parts.variable}) => ${code})`
      : `${parts.code}.flatMap((${parts.variable}) => (${needs.join(' && ')} ? [${code}] : []))`;
  if (op === 'sum') return primary(`sumOf(${values})`, kind);
  const some =
    needs.length === 0
      ? `${parts.code}.length > 0`
      : `${parts.code}.filter((${parts.variable}) => ${needs.join(' && ')}).length > 0`;
  const isTime = kind === 'date' || kind === 'instant';
  const [smallest, greatest] = isTime ? ['earliest(', 'latest('] : ['Math.min(...', 'Math.max(...'];
  return primary(`${op === 'minimum' ? smallest : greatest}${values})`, kind, [some]);
};

/** Each begins before the other one ends. */
const bothBefore = ({ start, end, otherStart, otherEnd }: Of<'overlap'>): Of<'and' | 'or'> => ({
  op: 'and',
  operands: [
    { op: 'less', left: start, right: otherEnd },
    { op: 'less', left: otherStart, right: end },
  ],
});

const presence = ({ operand }: Of<'present'>, scope: CodeScope): Code => {
  const { needs } = expressionCode(operand, scope);
  return needs.length === 0 ? primary('true', 'boolean') : conjunction(needs, LEVEL.equality);
};

/** An expression as TypeScript with no parentheses that it could do without. Throws where it reads what its place does not have. */
export const expressionCode = (expression: Expression, scope: CodeScope): Code => {
  switch (expression.op) {
    case 'literal':
      return literalCode(expression);
    case 'field':
      return read(scope.field(expression.name));
    case 'input':
      return read((scope.input ?? missing)(expression.name));
    case 'related':
      return read(scope.related?.(expression.reference, expression.field) ?? missing(expression.reference));
    case 'event':
      return missing(`${expression.path} of an event`);
    case 'now':
      return primary(scope.now, 'instant');
    case 'today':
      return primary(`dayOf(${scope.now})`, 'date');
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return arithmetic(expression, scope);
    case 'later':
    case 'earlier':
      return moved(expression, scope);
    case 'and':
    case 'or':
      return combined(expression, scope);
    case 'not':
      return negatedCode(expression.operand, scope);
    case 'present':
      return presence(expression, scope);
    case 'count':
      return counted(expression, scope);
    case 'sum':
    case 'minimum':
    case 'maximum':
      return aggregated(expression, scope);
    case 'overlap':
      return combined(bothBefore(expression), scope);
    default:
      return compared(expression, scope);
  }
};
