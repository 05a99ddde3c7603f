import type { Aggregate, Child } from './aggregate.ts';
import { shifted } from './duration.ts';
import type { Expression } from './expression.ts';
import type { Field } from './field.ts';
import { runUnit } from './run-unit.ts';

type Values = Readonly<Record<string, unknown>>;

/** Where an expression finds its values. What is not there is absent (`undefined`). */
export type Scope = {
  field: (name: string) => unknown;
  input?: Values;
  /** A field of the aggregate that a reference field names. */
  related?: (reference: string, field: string) => unknown;
  event?: Values;
  /** RFC 3339, UTC. */
  now: string;
};

/** The scope whose fields are those of an object. */
export const fieldsOf =
  (values: Values): Scope['field'] =>
  (name) =>
    Object.hasOwn(values, name) ? values[name] : undefined;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Instants by the moment that they name, however they are written; everything else as it is. */
const comparable = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : value;

const isLess = (one: unknown, other: unknown): boolean =>
  typeof one === 'number' && typeof other === 'number' ? one < other : String(one) < String(other);

/** A comparison with what is absent does not hold. */
const compared = (op: string, left: unknown, right: unknown): boolean => {
  if (left === undefined || right === undefined) return false;
  const [one, other] = [comparable(left), comparable(right)];
  switch (op) {
    case 'equal':
      return one === other;
    case 'different':
      return one !== other;
    case 'less':
      return isLess(one, other);
    case 'at-most':
      return !isLess(other, one);
    case 'greater':
      return isLess(other, one);
    default:
      return !isLess(one, other);
  }
};

const calculated = (op: string, left: unknown, right: unknown): number | undefined => {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (op) {
    case 'add':
      return left + right;
    case 'subtract':
      return left - right;
    case 'multiply':
      return left * right;
    default:
      return right === 0 ? undefined : left / right;
  }
};

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

const moved = ({ op, than, by }: Of<'later' | 'earlier'>, scope: Scope): string | undefined => {
  const from = evaluate(than, scope);
  if (typeof from !== 'string') return undefined;
  const to = shifted(new Date(from), by, op === 'later' ? 1 : -1).toISOString();
  return DAY.test(from) ? to.slice(0, 10) : to;
};

const partsOf = (over: string, where: Expression | undefined, scope: Scope): Scope[] => {
  const list = scope.field(over);
  return (Array.isArray(list) ? list : [])
    .map((part: Values): Scope => ({ ...scope, field: fieldsOf(part) }))
    .filter((part) => where === undefined || evaluate(where, part) === true);
};

const aggregated = ({ op, over, of, where }: Of<'sum' | 'minimum' | 'maximum'>, scope: Scope): unknown => {
  const values = partsOf(over, where, scope)
    .map((part) => evaluate(of, part))
    .filter((value) => value !== undefined);
  if (op === 'sum') return values.reduce<number>((sum, value) => sum + Number(value), 0);
  const [first, ...rest] = values;
  const before = (one: unknown, other: unknown) =>
    compared(op === 'minimum' ? 'less' : 'greater', one, other);
  return rest.reduce((best, value) => (before(value, best) ? value : best), first);
};

const overlapping = (expression: Of<'overlap'>, scope: Scope): boolean => {
  const { start, end, otherStart, otherEnd } = expression;
  const of = (part: Expression) => evaluate(part, scope);
  return compared('less', of(start), of(otherEnd)) && compared('less', of(otherStart), of(end));
};

/** What a custom unit computes; absent where an argument is, and where its function is not written. */
const custom = ({ arguments: given, body }: Of<'custom'>, scope: Scope): unknown => {
  const values = given.map(({ parameter, field }) => [parameter, scope.field(field)] as const);
  if (body === undefined || values.some(([, value]) => value === undefined)) return undefined;
  const run = runUnit(body, new Map(values as [string, string | number | boolean][]));
  return 'value' in run ? run.value : undefined;
};

/** What an expression means. Absent operands make arithmetic absent and comparisons false. */
export const evaluate = (expression: Expression, scope: Scope): unknown => {
  const of = (part: Expression) => evaluate(part, scope);
  switch (expression.op) {
    case 'literal':
      return expression.value;
    case 'field':
      return scope.field(expression.name);
    case 'input':
      return scope.input?.[expression.name];
    case 'related':
      return scope.related?.(expression.reference, expression.field);
    case 'event':
      return scope.event?.[expression.path];
    case 'now':
      return scope.now;
    case 'today':
      return scope.now.slice(0, 10);
    case 'later':
    case 'earlier':
      return moved(expression, scope);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return calculated(expression.op, of(expression.left), of(expression.right));
    case 'and':
      return expression.operands.every((operand) => of(operand) === true);
    case 'or':
      return expression.operands.some((operand) => of(operand) === true);
    case 'not':
      return of(expression.operand) !== true;
    case 'present':
      return of(expression.operand) !== undefined;
    case 'count':
      return partsOf(expression.over, expression.where, scope).length;
    case 'sum':
    case 'minimum':
    case 'maximum':
      return aggregated(expression, scope);
    case 'overlap':
      return overlapping(expression, scope);
    case 'custom':
      return custom(expression, scope);
    default:
      return compared(expression.op, of(expression.left), of(expression.right));
  }
};

/** Rounds half up (away from zero) to `scale` digits, as decimals: 1.005 becomes 1.01. */
export const rounded = (value: number, scale: number): number => {
  const exact = Math.abs(Number(value.toPrecision(15)));
  const shiftedUp = Math.round(Number(`${exact}e${scale}`));
  return Number.isFinite(shiftedUp) ? Math.sign(value) * Number(`${shiftedUp}e-${scale}`) : value;
};

const fitted = ({ type }: Field, value: unknown): unknown =>
  typeof value === 'number' && type.kind === 'decimal' ? rounded(value, type.scale) : value;

type Rest = Omit<Scope, 'field'>;

/** Fields are computed when they are read, so that one derived field may read another. */
const completed = (fields: readonly Field[], values: Values, rest: Rest): Record<string, unknown> => {
  const pending = new Map(fields.filter(({ derived }) => derived).map((field) => [field.name, field]));
  const known: Record<string, unknown> = { ...values };
  const read = (name: string): unknown => {
    const field = pending.get(name);
    pending.delete(name);
    if (field?.derived) {
      const value = fitted(field, evaluate(field.derived, { ...rest, field: read }));
      if (value !== undefined) known[name] = value;
    }
    return Object.hasOwn(known, name) ? known[name] : undefined;
  };
  for (const { name } of fields) read(name);
  return known;
};

/** Values of an aggregate with what is derived from them: first in its parts, then in itself. */
export const withDerived = (
  { fields, children }: { fields: readonly Field[]; children: readonly Child[] } | Aggregate,
  values: Values,
  rest: Rest,
): Record<string, unknown> => {
  const parts = fields.flatMap(({ name, type }): [string, unknown][] => {
    const list = values[name];
    const child =
      type.kind === 'list' ? children.find((candidate) => candidate.name === type.child) : undefined;
    return child && Array.isArray(list)
      ? [[name, list.map((part: Values) => completed(child.fields, part, rest))]]
      : [];
  });
  return completed(fields, { ...values, ...Object.fromEntries(parts) }, rest);
};
