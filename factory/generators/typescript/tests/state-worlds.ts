import { enteredAt } from '../../../domain/aggregate.ts';
import type { Field, UseCase } from '../../../domain/blueprint.ts';
import { shifted } from '../../../domain/duration.ts';
import type { Expression } from '../../../domain/expression.ts';
import { transitionsTo } from '../../../domain/transitions-to.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { holdsIn, valueIn } from './expressions/evaluate.ts';
import { satisfying } from './expressions/satisfy.ts';
import { turned, type World } from './expressions/world.ts';
import { inputFields, placeOf, sampleInput, sampleWorld, timeOf } from './worlds.ts';

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

/** A time at which the clock has not yet ended the state: the one that is wanted, or the last millisecond before. */
export const timeWithin = (model: AggregateModel, { fields }: World, wanted: string): string => {
  const { lifecycle } = model.aggregate;
  const ends = model.timeouts
    .filter(({ state }) => lifecycle && fields[lifecycle.field] === state)
    .map(({ since, after }) => shifted(new Date(String(fields[since])), after, 1).getTime() - 1);
  return new Date(Math.min(Date.parse(wanted), ...ends)).toISOString();
};

/** A world in which the aggregate is in a state, by the shortest way; undefined where there is none. */
export const worldIn = (model: AggregateModel, state: string): World | undefined => {
  const way = transitionsTo(model.service, model.aggregate, state);
  return way?.reduce((world, useCase, index) => {
    const asked = allowing(model, useCase, {
      ...world,
      now: timeWithin(model, world, timeOf(index + 1)),
    });
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

/** No rule stands against a value. */
export const isHeld = (model: AggregateModel, field: Field, value: unknown): boolean => {
  const world = turned(sampleWorld(model), { of: 'field', field }, value);
  return conditionsOf(model, model.create.useCase).every((condition) =>
    holdsIn(condition, placeOf(model), world),
  );
};
