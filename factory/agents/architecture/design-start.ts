import type { Aggregate } from '../../domain/blueprint.ts';
import type { Expression } from '../../domain/expression.ts';
import { isGiven, type Field } from '../../domain/field.ts';
import { undesignable } from './design-formula.ts';
import { resourceFields } from './expression-scope.ts';
import type { NamedThing } from './named-thing.ts';
import type { Occurrence } from './occurrence.ts';
import { valueType } from './value-type.ts';
import { withArticle } from './wording.ts';

const event = (path: string): Expression => ({ op: 'event', path });

const isAlike = ({ type: one }: Field, { type: other }: Field): boolean => {
  if (one.kind === 'reference' && other.kind === 'reference') return one.aggregate === other.aggregate;
  if (one.kind === 'list' || other.kind === 'list' || one.kind === 'json' || other.kind === 'json')
    return false;
  return valueType(one) === valueType(other);
};

/** Where a field of the new one gets its value: the reference to what happened, its own namesake, else the only one alike. */
const sourceOf = (
  field: Field,
  { type }: NamedThing,
  offered: readonly Field[],
  taken: ReadonlySet<string>,
): string | undefined => {
  if (field.type.kind === 'reference' && field.type.aggregate === type) return 'id';
  const namesake = offered.find(({ name }) => name === field.name);
  if (namesake && isAlike(field, namesake)) return namesake.name;
  const alike = offered.filter(
    (other) =>
      !taken.has(other.name) &&
      other.type.kind === field.type.kind &&
      isAlike(field, other) &&
      other.name !== 'id',
  );
  const measured = field.type.kind === 'decimal' || field.type.kind === 'reference';
  const [only] = field.required && measured && alike.length === 1 ? alike : [];
  return only?.name;
};

/** The body of what a reaction creates, from the event's data. */
export const inputFromEvent = (
  started: Aggregate,
  { thing, keyOf }: Occurrence,
  origin: Aggregate,
): Record<string, Expression> => {
  const given = started.fields.filter(isGiven);
  const source = keyOf ?? thing;
  if (keyOf) {
    const key = given.find(({ type }) => type.kind === 'reference' && type.aggregate === keyOf.type);
    const other = given.find((field) => field.required && field.default === 'none' && field !== key);
    if (!key || other)
      throw undesignable(
        `A reservation does not say the ${other?.name ?? 'id'} of ${withArticle(keyOf.subject.name)}.`,
      );
    return { [key.name]: event('key') };
  }
  const offered = resourceFields(origin).filter(
    ({ name }) => name !== 'recordedAt' && name !== origin.lifecycle?.field,
  );
  const namesakes = new Set(given.map(({ name }) => name));
  const pairs = given.flatMap((field): [string, Expression][] => {
    const from = sourceOf(field, source, offered, namesakes);
    if (from !== undefined) return [[field.name, event(from)]];
    if (!field.required || field.default !== 'none') return [];
    throw undesignable(
      `Nothing in ${withArticle(thing.subject.name)} says the ${field.name} of what begins.`,
    );
  });
  return Object.fromEntries(pairs);
};

/** The reference of an aggregate to another. */
const refers = (aggregate: Aggregate, name: string) =>
  aggregate.fields.find(({ type }) => type.kind === 'reference' && type.aggregate === name);

/** How the one that a reaction moves is found: a field of it, and the value of the event that it holds. */
export const foundBy = (
  moved: Aggregate,
  movedThing: NamedThing,
  { thing, keyOf }: Occurrence,
  origin: Aggregate,
): { field: string; path: string } => {
  const subject = keyOf ?? thing;
  const own = keyOf ? 'key' : 'id';
  if (subject === movedThing) return { field: 'id', path: own };
  const to = refers(moved, subject.type);
  if (to) return { field: to.name, path: own };
  const from = keyOf ? undefined : refers(origin, movedThing.type);
  if (from) return { field: 'id', path: from.name };
  const shared = keyOf
    ? undefined
    : moved.fields.find(
        ({ name, type }) =>
          type.kind === 'reference' &&
          origin.fields.some(
            (other) =>
              other.name === name &&
              other.type.kind === 'reference' &&
              other.type.aggregate === type.aggregate,
          ),
      );
  if (shared) return { field: shared.name, path: shared.name };
  throw undesignable(
    `Neither ${withArticle(movedThing.subject.name)} nor ${withArticle(subject.subject.name)} refers to the other, so nothing says which one is meant.`,
  );
};
