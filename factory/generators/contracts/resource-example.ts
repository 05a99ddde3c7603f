import { enteredAt, serverFields, type Aggregate, type Ledger } from '../../domain/aggregate.ts';
import type { Example, Service, UseCase } from '../../domain/blueprint.ts';
import { shifted } from '../../domain/duration.ts';
import { evaluate, fieldsOf, withDerived } from '../../domain/evaluate.ts';
import { camelCase } from '../../domain/naming.ts';
import { transitionsTo, type Transition } from '../../domain/transitions-to.ts';
import { exampleBody, exampleValue } from './example-value.ts';
import type { JsonObject } from './json-object.ts';
import { postsOf, type Post } from './ledger-schema.ts';
import { plainText } from './plain-text.ts';

const recordedAt = '2026-01-15T09:30:00.000Z';
const changedAt = '2026-01-15T10:00:00.000Z';

/** The example inputs of an aggregate: those of create, else those of update. */
export const examplesOf = (service: Service, aggregate: Aggregate): Example[] => {
  const own = service.useCases.filter((useCase) => useCase.aggregate === aggregate.name);
  const create = own.find((useCase) => useCase.kind === 'create');
  const update = own.find((useCase) => useCase.kind === 'update');
  return (create ?? update)?.examples ?? [];
};

/** What an expression reads of another aggregate: the example's value. */
const relatedIn =
  (service: Service, aggregate: Aggregate) =>
  (reference: string, field: string): unknown => {
    const type = aggregate.fields.find(({ name }) => name === reference)?.type;
    const target =
      type?.kind === 'reference' ? service.aggregates.find(({ name }) => name === type.aggregate) : undefined;
    return target && examplesOf(service, target)[0]?.input[field];
  };

/** Amounts of example postings: what is taken is less than what was put in. */
const AMOUNT = { in: 100, out: 40 };

export const postingExample = ({ unit }: Ledger, { direction, input }: Post): JsonObject => ({
  [unit]: AMOUNT[direction],
  ...exampleBody(input),
});

const entryExample = ({ expiry }: Ledger, { verb, direction, input }: Post): JsonObject => ({
  at: changedAt,
  kind: verb,
  amount: AMOUNT[direction],
  ...(expiry && direction === 'in'
    ? { expiresAt: shifted(new Date(changedAt), expiry, 1).toISOString() }
    : {}),
  ...exampleBody(input),
});

/** Balance and entries after a posting: before one that takes out, something was put in. */
const ledgerExample = (ledger: Ledger, posts: readonly Post[], after: UseCase | undefined): JsonObject => {
  if (after?.kind !== 'post') return { balance: 0, entries: [] };
  const first =
    after.direction === 'out' ? posts.filter(({ direction }) => direction === 'in').slice(0, 1) : [];
  const done = [...first, after];
  const balance = done.reduce(
    (sum, { direction }) => sum + (direction === 'in' ? AMOUNT.in : -AMOUNT.out),
    0,
  );
  return { balance, entries: done.map((post) => entryExample(ledger, post)) };
};

/** The transitions that lead an example to where it is after a use case. */
const stepsTo = (service: Service, aggregate: Aggregate, after: UseCase | undefined): Transition[] => {
  if (after?.kind !== 'transition') return [];
  const ways = after.from
    .map((state) => transitionsTo(service, aggregate, state))
    .filter((way) => way !== undefined)
    .toSorted((one, other) => one.length - other.length);
  return [...(ways[0] ?? []), after];
};

const moved = (
  service: Service,
  aggregate: Aggregate,
  values: JsonObject,
  steps: readonly Transition[],
): JsonObject => {
  const { lifecycle } = aggregate;
  if (!lifecycle) return values;
  return steps.reduce<JsonObject>(
    (current, { to, input, effects }) => {
      const scope = {
        field: fieldsOf(withDerived(aggregate, current, { now: changedAt })),
        input: exampleBody(input),
        related: relatedIn(service, aggregate),
        now: changedAt,
      };
      const written = effects.map(({ field, value }) => [field, evaluate(value, scope)]);
      return {
        ...current,
        ...Object.fromEntries(written),
        [lifecycle.field]: to,
        ...(to === lifecycle.initial ? {} : { [enteredAt(lifecycle, to)]: changedAt }),
      };
    },
    { ...values, [lifecycle.field]: lifecycle.initial },
  );
};

/**
 * A resource as the service would answer it for an example input, after a use case (a transition, a posting) or as it was
 * created, with an identity made up for the documentation.
 */
export const resourceExample = (
  service: Service,
  aggregate: Aggregate,
  input: JsonObject,
  after?: UseCase,
): JsonObject => {
  const given = aggregate.fields.flatMap(({ name, default: fallback }) => {
    const value =
      (Object.hasOwn(input, name) ? input[name] : undefined) ?? (fallback === 'now' ? recordedAt : undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  const made = {
    id: '019bc0fd-89c0-7b3a-8f21-5d0c6e9a4b17',
    recordedAt,
    ...Object.fromEntries(given),
    ...(aggregate.ledger ? ledgerExample(aggregate.ledger, postsOf(service, aggregate), after) : {}),
  };
  const values = withDerived(aggregate, moved(service, aggregate, made, stepsTo(service, aggregate, after)), {
    related: relatedIn(service, aggregate),
    now: changedAt,
  });
  const names = [...aggregate.fields, ...serverFields(aggregate)].map(({ name }) => name);
  const promised = aggregate.fields.filter(({ name, derived, required }) => {
    return derived && required && values[name] === undefined;
  });
  const all: JsonObject = {
    ...values,
    ...Object.fromEntries(promised.map(({ name, type }) => [name, exampleValue(type)])),
  };
  const ordered = ['id', 'recordedAt', ...names, 'entries'];
  return Object.fromEntries(
    ordered
      .filter((name) => Object.hasOwn(all, name) && all[name] !== undefined)
      .map((name) => [name, all[name]]),
  );
};

/** OpenAPI `examples` under distinct keys made from their titles. */
export const namedExamples = (
  examples: readonly Example[],
  valueOf: (example: Example) => unknown,
): JsonObject => {
  const named: JsonObject = {};
  for (const [index, example] of examples.entries()) {
    const key = camelCase(example.title).slice(0, 60) || 'example';
    named[Object.hasOwn(named, key) ? `${key}${index + 1}` : key] = {
      summary: plainText(example.title),
      value: valueOf(example),
    };
  }
  return named;
};
