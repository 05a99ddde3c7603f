import type { Aggregate } from '../../domain/aggregate.ts';
import type { UseCase } from '../../domain/blueprint.ts';
import { isGiven, type Field } from '../../domain/field.ts';

export type Create = Extract<UseCase, { kind: 'create' }>;

type Values = Record<string, unknown>;

export type Marking = {
  /** Short, and another one for every call: it keeps what must be unique apart. */
  token: string;
  now: Date;
  /** The id that a reference field holds. */
  referenceOf: (field: Field) => string;
  /** Fields in which a text says "refused". */
  refusing: readonly string[];
  /** There is nothing of what others reserve. */
  lacking?: boolean;
};

const DAY = 86_400_000;

/** Days from now to the earliest time of a prepared thing: nothing that is about to begin, nothing that has begun. */
const DAYS_AHEAD = 30;

/** What there is of what others reserve: more than any example takes. */
const ENOUGH = 1_000;

const isTime = ({ type }: Field): boolean => type.kind === 'instant' || type.kind === 'date';

/** Whole days by which the times of an example move, all alike, so that what was before stays before. */
const daysAhead = (fields: readonly Field[], example: Values, now: Date): number => {
  const times = fields.filter(isTime).flatMap(({ name }) => {
    const time = Date.parse(String(example[name]));
    return Number.isNaN(time) ? [] : [time];
  });
  return times.length === 0 ? 0 : Math.ceil((now.getTime() + DAYS_AHEAD * DAY - Math.min(...times)) / DAY);
};

const timeValue = ({ type }: Field, value: unknown, days: number): unknown => {
  const time = Date.parse(String(value));
  if (Number.isNaN(time)) return value;
  const moved = new Date(time + days * DAY).toISOString();
  return type.kind === 'date' ? moved.slice(0, 10) : moved;
};

const textValue = (
  field: Field,
  value: unknown,
  { token, refusing }: Marking,
  isUnique: boolean,
  isInRefusing: boolean,
): unknown => {
  if (field.type.kind !== 'string' && field.type.kind !== 'text') return value;
  const { maxLength } = field.type;
  const refuses = isInRefusing || refusing.includes(field.name);
  const marked = refuses ? `smoke test refused ${token}` : `smoke test ${token}`;
  if (marked.length <= maxLength) return marked;
  if (refuses) return `refused ${token}`.slice(0, maxLength);
  return isUnique ? token.slice(-maxLength) : value;
};

const numberValue = ({ type }: Field, { now }: Marking): number => {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = type as { minimum?: number; maximum?: number };
  return minimum + (now.getTime() % Math.max(1, maximum - minimum));
};

const isUniqueIn = ({ rules }: Aggregate, { name, unique }: Field): boolean =>
  unique || rules.some((rule) => rule.kind === 'unique' && rule.fields.includes(name));

/** Parts of a list with marked values. */
const partValues = (aggregate: Aggregate, field: Field, value: unknown, marking: Marking): unknown => {
  const { type } = field;
  const child = aggregate.children.find(({ name }) => type.kind === 'list' && name === type.child);
  const isInRefusing = marking.refusing.includes(field.name);
  if (!child || !Array.isArray(value)) return value;
  return value.map((part: Values) =>
    Object.fromEntries(
      Object.entries(part).map(([name, inner]) => {
        const own = child.fields.find((candidate) => candidate.name === name);
        if (!own) return [name, inner];
        if (own.type.kind === 'reference') return [name, marking.referenceOf(own)];
        return [name, textValue(own, inner, marking, false, isInRefusing)];
      }),
    ),
  );
};

const fieldValue = (
  aggregate: Aggregate,
  field: Field,
  value: unknown,
  marking: Marking,
  days: number,
): unknown => {
  if (aggregate.reservable?.field === field.name) {
    const { minimum = 0, maximum = ENOUGH } = field.type as { minimum?: number; maximum?: number };
    if (marking.lacking) return minimum;
    return Math.min(Math.max(Number(value) || 0, ENOUGH), maximum);
  }
  switch (field.type.kind) {
    case 'reference':
      return marking.referenceOf(field);
    case 'list':
      return partValues(aggregate, field, value, marking);
    case 'instant':
    case 'date':
      return timeValue(field, value, days);
    case 'string':
    case 'text':
      return textValue(field, value, marking, isUniqueIn(aggregate, field), false);
    case 'integer':
      return isUniqueIn(aggregate, field) ? numberValue(field, marking) : value;
    default:
      return value;
  }
};

/**
 * A body for a create use case, made from its first example so that it means something: texts are marked as a test's, times
 * lie ahead, references name what was prepared.
 */
export const markedInput = ({ examples }: Create, aggregate: Aggregate, marking: Marking): Values => {
  const example: Values = examples[0]?.input ?? {};
  const days = daysAhead(aggregate.fields, example, marking.now);
  const given = aggregate.fields.filter(
    (field) => isGiven(field) && (Object.hasOwn(example, field.name) || field.type.kind === 'reference'),
  );
  return Object.fromEntries(
    given.map((field) => [field.name, fieldValue(aggregate, field, example[field.name], marking, days)]),
  );
};
