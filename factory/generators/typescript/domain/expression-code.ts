import type { Child } from '../../../domain/aggregate.ts';
import type { Expression } from '../../../domain/expression.ts';
import type { FieldType } from '../../../domain/field.ts';
import { literal } from '../source-text.ts';
import { arithmeticCode, movedCode } from './arithmetic-code.ts';
import { LEVEL, operandCode, primary, truthOf, type Code, type Kind, type Of } from './code.ts';
import { unitFunction } from './custom-unit-file.ts';
import { comparisonCode, isComparison, oppositeComparisonCode, oppositeNeed } from './comparison-code.ts';
import { aggregatedCode, partsCode, type PartsCode } from './list-code.ts';

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

const KINDS: Partial<Record<FieldType['kind'], Kind>> = {
  decimal: 'number',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  list: 'list',
};

const read = ({ code, type, optional }: Read): Code =>
  primary(code, KINDS[type.kind] ?? 'text', optional ? [`${code} !== undefined`] : []);

const literalCode = ({ value }: Of<'literal'>): Code => {
  if (typeof value === 'boolean') return primary(String(value), 'boolean');
  if (typeof value === 'string') return primary(literal(value), 'text');
  const level = value < 0 ? LEVEL.unary : LEVEL.primary;
  return { code: String(value), level, kind: Number.isInteger(value) ? 'integer' : 'number', needs: [] };
};

const missing = (what: string): never => {
  throw new Error(`An expression reads ${what}, which is not there.`);
};

/** A truth: an absent one is none. */
const truth = (expression: Expression, scope: CodeScope): Code => {
  const code = expressionCode(expression, scope);
  if (code.needs.length === 0) return code;
  return { ...code, code: `${code.code} === true`, level: LEVEL.equality, needs: [] };
};

const joined = (op: 'and' | 'or', operands: readonly Code[]): Code => {
  const [only] = operands;
  if (only && operands.length === 1) return only;
  return truthOf(
    op,
    operands.map((operand) => operandCode(operand, LEVEL[op])),
    LEVEL[op],
  );
};

/** Each begins before the other one ends. */
const bothBefore = ({ start, end, otherStart, otherEnd }: Of<'overlap'>): Expression => ({
  op: 'and',
  operands: [
    { op: 'less', left: start, right: otherEnd },
    { op: 'less', left: otherStart, right: end },
  ],
});

const negatedValue = (expression: Expression, scope: CodeScope): Code => {
  const code = expressionCode(expression, scope);
  if (code.needs.length > 0)
    return { ...code, code: `${code.code} !== true`, level: LEVEL.equality, needs: [] };
  return { ...code, code: `!${operandCode(code, LEVEL.unary)}`, level: LEVEL.unary };
};

const absence = ({ operand }: Of<'present'>, scope: CodeScope): Code => {
  const needs = expressionCode(operand, scope).needs.map(oppositeNeed);
  return needs.length === 0 ? primary('false', 'boolean') : truthOf('or', needs, LEVEL.equality);
};

const presence = ({ operand }: Of<'present'>, scope: CodeScope): Code => {
  const { needs } = expressionCode(operand, scope);
  return needs.length === 0 ? primary('true', 'boolean') : truthOf('and', needs, LEVEL.equality);
};

/** What holds exactly where an expression does not. */
export const negatedCode = (expression: Expression, scope: CodeScope): Code => {
  const translate = (inner: Expression) => expressionCode(inner, scope);
  switch (expression.op) {
    case 'not':
      return truth(expression.operand, scope);
    case 'and':
    case 'or':
      return joined(
        expression.op === 'and' ? 'or' : 'and',
        expression.operands.map((operand) => negatedCode(operand, scope)),
      );
    case 'overlap':
      return negatedCode(bothBefore(expression), scope);
    case 'present':
      return absence(expression, scope);
    default:
      return isComparison(expression)
        ? oppositeComparisonCode(expression, translate)
        : negatedValue(expression, scope);
  }
};

const partsOf = (over: string, where: Expression | undefined, scope: CodeScope): PartsCode => {
  const { child, field } = scope.parts?.(over) ?? missing(`the parts of ${over}`);
  const { now, related } = scope;
  const inner = (variable: string): CodeScope => ({
    now,
    ...(related && { related }),
    field: (name) => field(variable, name),
  });
  return partsCode({
    list: scope.field(over),
    child,
    where: where && ((variable) => truth(where, inner(variable)).code),
    translateIn: (variable) => (expression) => expressionCode(expression, inner(variable)),
  });
};

type Translators = { [Op in Expression['op']]: (expression: Of<Op>, scope: CodeScope) => Code };

const arithmetic = (expression: Of<'add' | 'subtract' | 'multiply' | 'divide'>, scope: CodeScope): Code =>
  arithmeticCode(expression, (inner) => expressionCode(inner, scope));

const moved = (expression: Of<'later' | 'earlier'>, scope: CodeScope): Code =>
  movedCode(expression, (inner) => expressionCode(inner, scope));

const compared = (
  expression: Of<'equal' | 'different' | 'less' | 'at-most' | 'greater' | 'at-least'>,
  scope: CodeScope,
): Code => comparisonCode(expression, (inner) => expressionCode(inner, scope));

const combined = ({ op, operands }: Of<'and' | 'or'>, scope: CodeScope): Code =>
  joined(
    op,
    operands.map((operand) => truth(operand, scope)),
  );

const aggregated = (expression: Of<'sum' | 'minimum' | 'maximum'>, scope: CodeScope): Code =>
  aggregatedCode(expression, partsOf(expression.over, expression.where, scope));

const translators: Translators = {
  literal: literalCode,
  field: ({ name }, scope) => read(scope.field(name)),
  input: ({ name }, { input }) => read((input ?? missing)(name)),
  related: ({ reference, field }, { related }) => read(related?.(reference, field) ?? missing(reference)),
  event: ({ path }) => missing(`${path} of an event`),
  now: (_, { now }) => primary(now, 'instant'),
  today: (_, { now }) => primary(`dayOf(${now})`, 'date'),
  add: arithmetic,
  subtract: arithmetic,
  multiply: arithmetic,
  divide: arithmetic,
  later: moved,
  earlier: moved,
  equal: compared,
  different: compared,
  less: compared,
  'at-most': compared,
  greater: compared,
  'at-least': compared,
  and: combined,
  or: combined,
  not: ({ operand }, scope) => negatedCode(operand, scope),
  present: presence,
  count: ({ over, where }, scope) => primary(`${partsOf(over, where, scope).code}.length`, 'integer'),
  sum: aggregated,
  minimum: aggregated,
  maximum: aggregated,
  overlap: (expression, scope) => expressionCode(bothBefore(expression), scope),
  custom: ({ unit, arguments: given }, scope) => {
    const values = given.map(({ field }) => read(scope.field(field)));
    const code = `${unitFunction(unit)}(${values.map((value) => value.code).join(', ')})`;
    return primary(code, 'text', [...new Set(values.flatMap(({ needs }) => needs))]);
  },
};

/** An expression as TypeScript with no parentheses that it could do without. Throws where it reads what its place does not have. */
export const expressionCode = (expression: Expression, scope: CodeScope): Code => {
  const translate = translators[expression.op] as (of: Expression, scope: CodeScope) => Code;
  return translate(expression, scope);
};
