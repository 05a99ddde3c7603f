import { enteredAt } from '../../../domain/aggregate.ts';
import type { Aggregate, Field, UseCase } from '../../../domain/blueprint.ts';
import type { Expression } from '../../../domain/expression.ts';
import { transitionsTo } from '../../../domain/transitions-to.ts';
import { aggregateModels, type AggregateModel } from '../aggregate-model.ts';
import { startValue } from '../domain/scopes.ts';
import { targetOf } from '../fact-model.ts';
import { holdsIn, resourceIn, valueIn } from './expressions/evaluate.ts';
import { satisfying } from './expressions/satisfy.ts';
import { turned, type Place, type Values, type World } from './expressions/world.ts';
import { firstValue, fittingValue } from './sample-values.ts';

/** Identity and time of what unit tests make. */
export const stamp = { id: '019c1363-49c0-7000-8000-000000000000', at: '2026-01-31T09:30:00.000Z' };

const DAY = 86_400_000;

/** The time of the n-th change of what a test makes: a day after the one before. */
export const timeOf = (change: number): string => new Date(Date.parse(stamp.at) + change * DAY).toISOString();

export const placeOf = ({ service, aggregate }: AggregateModel, input: readonly Field[] = []): Place => ({
  service,
  aggregate,
  input,
});

export const inputFields = (useCase: UseCase): Field[] => ('input' in useCase ? useCase.input : []);

/** A valid input of a transition or posting. */
export const sampleInput = (useCase: UseCase): Values =>
  Object.fromEntries(inputFields(useCase).map((field) => [field.name, fittingValue(field)]));

export const modelNamed = ({ service }: AggregateModel, name: string): AggregateModel | undefined =>
  aggregateModels(service).find(({ aggregate }) => aggregate.name === name);

/** Reference fields whose aggregate is one of this service, and its model. */
export const referencesOf = (model: AggregateModel): { field: Field; target: AggregateModel }[] =>
  model.given.flatMap((field) => {
    const name = targetOf(model.service, field)?.name;
    const target = name === undefined || name === model.aggregate.name ? undefined : modelNamed(model, name);
    return target ? [{ field, target }] : [];
  });

const HOUR = 3_600_000;

/** Ends of periods that begin when they end: an hour later, or a day. */
const laterEnds = ({ rules }: Aggregate, values: Values): Values =>
  Object.fromEntries(
    rules.flatMap((rule) => {
      if (rule.kind !== 'no-overlap' || values[rule.start] !== values[rule.end]) return [];
      const start = String(values[rule.start]);
      const end = new Date(Date.parse(start) + (start.length === 10 ? DAY : HOUR)).toISOString();
      return [[rule.end, end.slice(0, start.length)]];
    }),
  );

const invariants = ({ rules }: Aggregate): Expression[] =>
  rules.flatMap((rule) => (rule.kind === 'invariant' ? [rule.holds] : []));

const relatedOf = (model: AggregateModel): World['related'] =>
  Object.fromEntries(
    referencesOf(model).map(({ field, target }) => [
      field.name,
      { ...keptIn(target, sampleWorld(target)), id: firstValue(model, field) },
    ]),
  );

/** What is kept of a new one besides what was given. */
const startOf = ({ aggregate: { lifecycle, ledger, reservable }, managed }: AggregateModel): Values => ({
  ...(lifecycle && { [lifecycle.field]: lifecycle.initial }),
  ...Object.fromEntries(
    managed.flatMap((field) => {
      const value = startValue(field);
      return value === undefined ? [] : [[field.name, JSON.parse(value) as unknown]];
    }),
  ),
  ...(ledger && { balance: 0, entries: [] }),
  ...(reservable && { reservations: {} }),
});

/** Just made: every rule holds for it. */
export const sampleWorld = (model: AggregateModel): World => {
  const { aggregate, given } = model;
  const place = placeOf(model);
  const values = Object.fromEntries(given.map((field) => [field.name, firstValue(model, field)]));
  const fields = {
    id: stamp.id,
    recordedAt: stamp.at,
    ...values,
    ...laterEnds(aggregate, values),
    ...startOf(model),
  };
  const world: World = { now: stamp.at, fields, related: relatedOf(model), input: {} };
  return satisfying(invariants(aggregate), place, world);
};

/** What is kept of an aggregate: without what is computed for the time of a question. */
export const keptIn = (model: AggregateModel, world: World): Values => {
  const computed = resourceIn(placeOf(model), world);
  const hidden = new Set(model.nowDerived.map(({ name }) => name));
  return Object.fromEntries(Object.entries(computed).filter(([name]) => !hidden.has(name)));
};

/** A world after a transition: its state, the time of the entry, its effects. */
export const afterTransition = (
  model: AggregateModel,
  useCase: Extract<UseCase, { kind: 'transition' }>,
  world: World,
): World => {
  const { lifecycle } = model.aggregate;
  if (!lifecycle) return world;
  const place = placeOf(model, useCase.input);
  const entered = enteredAt(lifecycle, useCase.to);
  const effects = useCase.effects.map(({ field, value }) => [field, valueIn(value, place, world)]);
  const changed = {
    ...world.fields,
    ...Object.fromEntries(effects),
    [lifecycle.field]: useCase.to,
    ...(entered !== 'recordedAt' && { [entered]: world.now }),
  };
  return { ...world, fields: changed };
};

/** Guards of a use case, and the invariants that hold after it. */
export const conditionsOf = ({ aggregate: { rules } }: AggregateModel, useCase: UseCase): Expression[] =>
  rules.flatMap((rule) => {
    if (rule.kind === 'guard') return rule.useCases.includes(useCase.name) ? [rule.holds] : [];
    return rule.kind === 'invariant' ? [rule.holds] : [];
  });

/** A world in which a use case can be done. */
export const allowing = (model: AggregateModel, useCase: UseCase, world: World): World => {
  const asked = { ...world, input: sampleInput(useCase) };
  return satisfying(conditionsOf(model, useCase), placeOf(model, inputFields(useCase)), asked);
};

/** A world in which the aggregate is in a state, by the shortest way; undefined where there is none. */
export const worldIn = (model: AggregateModel, state: string): World | undefined => {
  const way = transitionsTo(model.service, model.aggregate, state);
  return way?.reduce((world, useCase, index) => {
    const asked = allowing(model, useCase, { ...world, now: timeOf(index + 1) });
    return { ...afterTransition(model, useCase, asked), input: {} };
  }, sampleWorld(model));
};

/** Every state that can be reached, with a world in it. The only one where there is no life cycle is unnamed. */
export const worldsByState = (model: AggregateModel): { state: string; world: World }[] => {
  const { lifecycle } = model.aggregate;
  if (!lifecycle) return [{ state: '', world: sampleWorld(model) }];
  return lifecycle.states.flatMap(({ name }) => {
    const world = worldIn(model, name);
    return world ? [{ state: name, world }] : [];
  });
};

/** The same world at another time. */
export const atTime = (world: World, now: string): World => turned(world, { of: 'now' }, now);

/** No rule stands against a value. */
export const isHeld = (model: AggregateModel, field: Field, value: unknown): boolean => {
  const world = turned(sampleWorld(model), { of: 'field', field }, value);
  return conditionsOf(model, model.create.useCase).every((condition) =>
    holdsIn(condition, placeOf(model), world),
  );
};
