import type { Expression } from '../../domain/expression.ts';
import type { Field } from '../../domain/field.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { valueType, type ValueType } from './value-type.ts';

/** `type` is absent where the faults say why. */
export type Typed = { type?: ValueType; faults: string[] };

const fault = (message: string): Typed => ({ faults: [message] });
const of = (type: ValueType): Typed => ({ type, faults: [] });

const named = (fields: readonly Field[] | undefined, name: string, what: string): Typed => {
  const field = fields?.find((each) => each.name === name);
  return field ? of(valueType(field.type)) : fault(`${what} ${name} does not exist`);
};

const literalType = (value: string | number | boolean): ValueType => {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'flag' : 'text';
};

/** The operands must all be of one of the types; the whole is of `result`, or of the operands' type. */
const needing = (operands: readonly Typed[], types: readonly ValueType[], result?: ValueType): Typed => {
  const faults = operands.flatMap((operand) => operand.faults);
  if (faults.length > 0) return { faults };
  const [first, ...others] = operands.map(({ type }) => type);
  if (first === undefined) return fault('nothing is given');
  if (!types.includes(first)) return fault(`${first} stands where ${types.join(' or ')} is needed`);
  const other = others.find((type) => type !== first);
  return other === undefined ? of(result ?? first) : fault(`${first} and ${other} do not go together`);
};

const ORDERED: readonly ValueType[] = ['number', 'instant', 'date'];
const COMPARABLE: readonly ValueType[] = ['number', 'text', 'flag', 'instant', 'date', 'id'];
const ANY: readonly ValueType[] = [...COMPARABLE, 'parts', 'json'];

/** The value type of a literal text beside a choice must be one of its values. */
const choiceFaults = (left: Expression, right: Expression, scope: ExpressionScope): string[] => {
  const field = left.op === 'field' ? scope.fields.find(({ name }) => name === left.name) : undefined;
  return field?.type.kind === 'enum' &&
    right.op === 'literal' &&
    !field.type.values.includes(String(right.value))
    ? [`${field.name} is never ${String(right.value)}`]
    : [];
};

type Aggregated = Extract<Expression, { over: string }>;

const overParts = (expression: Aggregated, scope: ExpressionScope): Typed => {
  const fields = scope.parts?.(expression.over);
  if (!fields) return fault(`list ${expression.over} does not exist`);
  const inside: ExpressionScope = { ...scope, fields };
  const condition = expression.where
    ? needing([expressionType(expression.where, inside)], ['flag']).faults
    : [];
  if (condition.length > 0) return { faults: condition };
  if (expression.op === 'count') return of('number');
  return needing([expressionType(expression.of, inside)], expression.op === 'sum' ? ['number'] : ORDERED);
};

type Leaf = Extract<
  Expression,
  { op: 'literal' | 'field' | 'input' | 'event' | 'related' | 'now' | 'today' }
>;
type Binary = Extract<Expression, { left: Expression }>;
type Moved = Extract<Expression, { than: Expression }>;

const leafType = (expression: Leaf, scope: ExpressionScope): Typed => {
  switch (expression.op) {
    case 'literal':
      return of(literalType(expression.value));
    case 'field':
      return named(scope.fields, expression.name, 'field');
    case 'input':
      return named(scope.inputs, expression.name, 'input');
    case 'event':
      return named(scope.event, expression.path, 'value of the event');
    case 'related': {
      const { reference, field } = expression;
      return named(scope.related?.(reference), field, `field of what ${reference} names,`);
    }
    case 'now':
      return of('instant');
    case 'today':
      return of('date');
  }
};

/** What both sides must be, and what comes out where that is something else. */
const BINARY: Record<Binary['op'], { types: readonly ValueType[]; result?: ValueType }> = {
  add: { types: ['number'] },
  subtract: { types: ['number'] },
  multiply: { types: ['number'] },
  divide: { types: ['number'] },
  equal: { types: COMPARABLE, result: 'flag' },
  different: { types: COMPARABLE, result: 'flag' },
  less: { types: ORDERED, result: 'flag' },
  'at-most': { types: ORDERED, result: 'flag' },
  greater: { types: ORDERED, result: 'flag' },
  'at-least': { types: ORDERED, result: 'flag' },
};

const binaryType = ({ op, left, right }: Binary, scope: ExpressionScope): Typed => {
  const { types, result } = BINARY[op];
  const faults =
    op === 'equal' || op === 'different'
      ? [...choiceFaults(left, right, scope), ...choiceFaults(right, left, scope)]
      : [];
  return faults.length > 0
    ? { faults }
    : needing([expressionType(left, scope), expressionType(right, scope)], types, result);
};

const movedType = ({ than, by }: Moved, scope: ExpressionScope): Typed => {
  const from = expressionType(than, scope);
  return from.type === 'date' && (by.unit === 'hour' || by.unit === 'minute')
    ? fault(`a date has no ${by.unit}s`)
    : needing([from], ['instant', 'date']);
};

/** The type of an expression's value, or what is wrong with it. */
export const expressionType = (expression: Expression, scope: ExpressionScope): Typed => {
  const typed = (part: Expression) => expressionType(part, scope);
  if ('left' in expression) return binaryType(expression, scope);
  if ('operands' in expression) return needing(expression.operands.map(typed), ['flag']);
  if ('operand' in expression)
    return needing([typed(expression.operand)], expression.op === 'present' ? ANY : ['flag'], 'flag');
  if ('than' in expression) return movedType(expression, scope);
  if ('over' in expression) return overParts(expression, scope);
  if ('start' in expression) {
    const { start, end, otherStart, otherEnd } = expression;
    return needing([start, end, otherStart, otherEnd].map(typed), ORDERED, 'flag');
  }
  if (expression.op === 'custom')
    return fault('a custom unit computes a field of an aggregate alone, not a part of an expression');
  return leafType(expression, scope);
};
