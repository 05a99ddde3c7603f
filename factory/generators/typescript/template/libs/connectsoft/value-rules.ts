import { characters } from './characters.ts';
import { InvariantViolation, type Violation } from './domain-error.ts';
import { isCalendarDate, toInstant } from './instant.ts';
import type { JsonObject } from './json.ts';

/** Reads a value: as it is kept, or what is wrong with it (`must be a date`) or with what is in it. */
export type Rule<T> = (value: unknown) => { value: T } | { broken: string | readonly Violation[] };

export type FieldRule<T = unknown> = { required: boolean; rule: Rule<T> };

export type Rules<Fields> = { readonly [Name in keyof Fields]-?: FieldRule<NonNullable<Fields[Name]>> };

export const required = <T>(rule: Rule<T>): FieldRule<T> => ({ required: true, rule });

export const optional = <T>(rule: Rule<T>): FieldRule<T> => ({ required: false, rule });

const violationsOf = (field: string, broken: string | readonly Violation[]): Violation[] =>
  typeof broken === 'string'
    ? [{ field, detail: `${field} ${broken}` }]
    : broken.map((inner) => ({ ...inner, path: [field, ...(inner.path ?? [inner.field])] }));

/** The fields that have a rule, each as it is kept. Throws an InvariantViolation that names every broken rule. */
export const checked = <Fields extends object>(fields: object, rules: Rules<Fields>): Fields => {
  const violations: Violation[] = [];
  const kept = Object.entries<FieldRule>(rules).flatMap(([field, { required: isRequired, rule }]) => {
    const value: unknown = Object.getOwnPropertyDescriptor(fields, field)?.value;
    if (value === undefined) {
      if (isRequired) violations.push({ field, detail: `${field} is required` });
      return [];
    }
    const result = rule(value);
    if ('value' in result) return [[field, result.value]];
    violations.push(...violationsOf(field, result.broken));
    return [];
  });
  if (violations.length > 0) throw new InvariantViolation(violations);
  return Object.fromEntries(kept) as Fields;
};

const limit = (
  value: number,
  { minimum = -Infinity, maximum = Infinity }: Bounds,
): { broken: string } | undefined => {
  if (value < minimum) return { broken: `must be at least ${minimum}` };
  return value > maximum ? { broken: `must be at most ${maximum}` } : undefined;
};

type Bounds = { minimum?: number; maximum?: number };

/** Lengths in characters (code points), as JSON Schema counts them. */
export const text =
  ({ minLength = 0, maxLength }: { minLength?: number; maxLength: number }): Rule<string> =>
  (value) => {
    if (typeof value !== 'string') return { broken: 'must be a string' };
    const length = [...value].length;
    if (length < minLength) return { broken: `must have at least ${characters(minLength)}` };
    return length > maxLength ? { broken: `must have at most ${characters(maxLength)}` } : { value };
  };

export const integer =
  (bounds: Bounds = {}): Rule<number> =>
  (value) =>
    Number.isSafeInteger(value)
      ? (limit(value as number, bounds) ?? { value: value as number })
      : { broken: 'must be an integer' };

/** `scale`: most digits after the decimal point. */
export const decimal =
  ({ scale, ...bounds }: Bounds & { scale: number }): Rule<number> =>
  (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return { broken: 'must be a number' };
    if (Number(value.toFixed(scale)) !== value)
      return { broken: `must have at most ${scale} digits after the decimal point` };
    return limit(value, bounds) ?? { value };
  };

export const flag = (): Rule<boolean> => (value) =>
  typeof value === 'boolean' ? { value } : { broken: 'must be true or false' };

export const calendarDate = (): Rule<string> => (value) =>
  typeof value === 'string' && isCalendarDate(value)
    ? { value }
    : { broken: 'must be a date, such as 2026-01-31' };

/** Kept in UTC with milliseconds. */
export const instant = (): Rule<string> => (value) => {
  const kept = typeof value === 'string' ? toInstant(value) : undefined;
  return kept === undefined
    ? { broken: 'must be an RFC 3339 date-time, such as 2026-01-31T09:30:00Z' }
    : { value: kept };
};

export const oneOf =
  <Value extends string>(values: readonly Value[]): Rule<Value> =>
  (value) =>
    values.includes(value as Value)
      ? { value: value as Value }
      : { broken: `must be one of ${values.join(', ')}` };

export const jsonObject =
  ({ maxBytes }: { maxBytes: number }): Rule<JsonObject> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { broken: 'must be a JSON object' };
    const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
    return bytes > maxBytes
      ? { broken: `must have at most ${maxBytes} bytes` }
      : { value: value as JsonObject };
  };
