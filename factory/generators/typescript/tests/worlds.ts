import type { Aggregate, Field, UseCase } from '../../../domain/blueprint.ts';
import type { Expression } from '../../../domain/expression.ts';
import { aggregateModels, type AggregateModel } from '../aggregate-model.ts';
import { startValue } from '../domain/scopes.ts';
import { targetOf } from '../fact-model.ts';
import { resourceIn } from './expressions/evaluate.ts';
import { satisfying } from './expressions/satisfy.ts';
import type { Place, Values, World } from './expressions/world.ts';
import { firstValue } from './numbered-values.ts';
import { fittingValue } from './sample-values.ts';

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
