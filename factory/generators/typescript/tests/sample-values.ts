import type { Child } from '../../../domain/aggregate.ts';
import type { Aggregate, Field, FieldType } from '../../../domain/blueprint.ts';
import { isGiven } from '../../../domain/field.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { aheadOfAll, isDeadline } from './deadlines.ts';

/** A value of code: TypeScript that stands for it. */
export type Code = string;

const within = (wanted: number, minimum = -Infinity, maximum = Infinity): number =>
  Math.min(Math.max(wanted, minimum), maximum);

/** Stands for an aggregate that a test need not make. */
const referredId = '019c1363-49c1-7000-8000-000000000000';

/** A part with what a caller gives of it. */
const part = (children: readonly Child[], name: string): Record<string, unknown> =>
  Object.fromEntries(
    (children.find((child) => child.name === name)?.fields ?? [])
      .filter((field) => isGiven(field) && field.required)
      .map((field) => [field.name, fittingValue(field, children)]),
  );

/** A value that fits the type of a field. */
export const fittingValue = (field: Field, children: readonly Child[] = []): unknown => {
  const { type } = field;
  switch (type.kind) {
    case 'reference':
      return referredId;
    case 'list':
      return Array.from({ length: within(1, type.minItems, type.maxItems) }, () =>
        part(children, type.child),
      );
    case 'string':
      return field.name.slice(0, type.maxLength).padEnd(type.minLength, 'x');
    case 'text':
      return field.name.slice(0, type.maxLength);
    case 'integer':
      return within(7, type.minimum, type.maximum);
    case 'decimal':
      return within(7, type.minimum, type.maximum);
    case 'boolean':
      return true;
    case 'date':
      return '2026-01-15';
    case 'instant':
      return '2026-01-15T09:30:00.000Z';
    case 'enum':
      return type.values[0];
    case 'json':
      return {};
  }
};

/**
 * A valid value: the one of the blueprint's first example, as it is kept, or one that fits the type; of a moment up to which
 * something is possible one that lies ahead.
 */
export const validValue = ({ service, create, aggregate }: AggregateModel, field: Field): unknown => {
  if (isDeadline(service, aggregate, field)) return aheadOfAll(field);
  const given: unknown = create.useCase.examples[0]?.input[field.name];
  if (given === undefined) return fittingValue(field, aggregate.children);
  return field.type.kind === 'instant' && typeof given === 'string' ? new Date(given).toISOString() : given;
};

const otherText = (value: string, maxLength: number): string => {
  const other = `other ${value}`.trim();
  return other.length <= maxLength ? other : `${value.startsWith('o') ? 'x' : 'o'}${value.slice(1)}`;
};

const otherNumber = (value: number, maximum = Infinity): number => (value < maximum ? value + 1 : value - 1);

const otherId = '019c1363-49c2-7000-8000-000000000000';

const otherParts = (
  { children }: Aggregate,
  { child, minItems, maxItems }: Extract<FieldType, { kind: 'list' }>,
  value: readonly Record<string, unknown>[],
): unknown => {
  const [first = part(children, child), ...rest] = value;
  if (value.length < maxItems) return [...value, first];
  return value.length > minItems ? rest : value;
};

/** Another valid value than `validValue`, where the type has one. */
export const otherValue = (model: AggregateModel, field: Field): unknown => {
  const value = validValue(model, field);
  const { type } = field;
  switch (type.kind) {
    case 'string':
    case 'text':
      return otherText(String(value), type.maxLength);
    case 'integer':
    case 'decimal':
      return otherNumber(Number(value), type.maximum);
    case 'boolean':
      return !value;
    case 'date':
      return '2025-12-24';
    case 'instant':
      return '2025-12-24T18:00:00.000Z';
    case 'enum':
      return type.values.find((candidate) => candidate !== value);
    case 'json':
      return { other: true };
    case 'reference':
      return otherId;
    case 'list':
      return otherParts(model.aggregate, type, value as Record<string, unknown>[]);
  }
};

/** The same moment on a later day of the month, which breaks no rule that asks for what lies ahead. */
const laterTime = (value: unknown): string[] =>
  typeof value === 'string' && /^\d{4}-\d\d-/.test(value)
    ? [value.replace(/^(\d{4}-\d\d-)\d\d/, '$128')]
    : [];

/** Values other than `validValue` to choose from, where a rule may refuse the first. */
export const otherValues = (model: AggregateModel, field: Field): unknown[] => {
  const value = validValue(model, field);
  const isTime = field.type.kind === 'date' || field.type.kind === 'instant';
  const candidates = [otherValue(model, field), ...(isTime ? laterTime(value) : [])];
  return candidates.filter((candidate) => candidate !== undefined && candidate !== value);
};
