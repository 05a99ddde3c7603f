import type { AggregateModel, TransitionModel, UseCaseModel } from '../../aggregate-model.ts';
import { literal } from '../../source-text.ts';
import type { World } from '../../tests/expressions/world.ts';
import { restored, stateCode } from '../../tests/method-calls.ts';
import { allowing, worldIn } from '../../tests/state-worlds.ts';
import { keptIn, modelNamed, referencesOf, sampleWorld, timeOf } from '../../tests/worlds.ts';

/** The time at which tests of reactions happen, after everything that made what is there. */
export const reactionTime = timeOf(8);

/** Statements that store what an aggregate refers to. */
export const relatedStored = (model: AggregateModel): string[] =>
  referencesOf(model).flatMap(({ field, target }) => {
    const id = sampleWorld(model).fields[field.name];
    const known = modelNamed(model, target.aggregate.name);
    if (!known || typeof id !== 'string') return [];
    const state = literal({ ...keptIn(known, sampleWorld(known)), id });
    return [`await store.${known.many}.add(${restored(known, state)});`];
  });

/** Aggregates that tests of a model store, itself included. */
export const storedModels = (model: AggregateModel): AggregateModel[] => [
  model,
  ...referencesOf(model).map(({ target }) => target),
];

/** The statement that stores one in a state that a variable or a literal names. */
export const storedIn = (model: AggregateModel, state: string): string =>
  `await store.${model.many}.add(${restored(model, state)});`;

export const stateOf = (model: AggregateModel, state: string): string => stateCode(model, state);

/** The time at which a transition can be done to one in a state, undefined where the tests know none. */
export const timeFor = (
  model: AggregateModel,
  useCase: TransitionModel | UseCaseModel,
  state: string,
): string | undefined => {
  const world: World | undefined = worldIn(model, state);
  if (!world) return undefined;
  const asked = allowing(model, useCase.useCase, { ...world, now: reactionTime });
  return JSON.stringify(asked.fields) === JSON.stringify(world.fields) ? asked.now : undefined;
};
