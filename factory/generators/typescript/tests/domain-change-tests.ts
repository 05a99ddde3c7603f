import type { Field } from '../../../domain/blueprint.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { eventsCode, shownCode, stateDifferences } from './expected-events.ts';
import { holdsIn } from './expressions/evaluate.ts';
import { turned, type World } from './expressions/world.ts';
import { changedInput, inputFunction } from './input-file.ts';
import { methodCall, restored, stateCode } from './method-calls.ts';
import { isTelling } from './numbered-values.ts';
import { otherValues } from './sample-values.ts';
import { allowing, conditionsOf } from './state-worlds.ts';
import { keptIn, placeOf, sampleWorld, timeOf } from './worlds.ts';

type Change = { field: Field; value: unknown; world: World };

/** Fields that may get another value, each with the world in which it has it. */
export const possibleChanges = (model: AggregateModel, { useCase }: UseCaseModel): Change[] => {
  const base = allowing(model, useCase, { ...sampleWorld(model), now: timeOf(1) });
  const changing = model.given.filter(({ immutable }) => !immutable);
  return changing
    .toSorted((one, other) => Number(isTelling(model, one)) - Number(isTelling(model, other)))
    .flatMap((field) =>
      otherValues(model, field).map((value) => ({
        field,
        value,
        world: turned(base, { of: 'field', field }, value),
      })),
    )
    .filter(({ world }) =>
      conditionsOf(model, useCase).every((condition) => holdsIn(condition, placeOf(model), world)),
    );
};

/** Members of a choice keep their own type. */
const valueCode = ({ type }: Field, value: unknown): string =>
  type.kind === 'enum' ? `${literal(value)} as const` : literal(value);

const initialState = (model: AggregateModel): string =>
  stateCode(model, model.aggregate.lifecycle?.initial ?? '');

const update = (model: AggregateModel, useCase: UseCaseModel): string[] => {
  const { one } = model;
  const [change] = possibleChanges(model, useCase);
  if (!change) return [];
  const { field, value, world } = change;
  const at = literal(world.now);
  const before = keptIn(model, sampleWorld(model));
  const computed = stateDifferences(keptIn(model, world), { ...before, ...world.fields });
  const call = methodCall(model, useCase, one, { input: 'changed', at });
  const wrong = methodCall(model, useCase, one, { input: 'wrong', at });
  const expected = [`...${initialState(model)}`, '...changed', ...computed];
  return [
    block(
      `it('takes new values, stays the same ${model.noun} and tells that it changed', () => {`,
      `const ${one} = ${restored(model, initialState(model))};`,
      `const changed = ${changedInput(model, { [field.name]: valueCode(field, value) })};`,
      `${call};`,
      `expect(${one}.state).toEqual({ ${expected.join(', ')} });`,
      `expect(${one}.version).toBe(3);`,
      `expect(${one}.releaseEvents()).toEqual(${eventsCode(useCase.events, shownCode(model, `${one}.state`, world))});`,
      '});',
    ),
    block(
      `it('stays as it is when the new values break a rule', () => {`,
      `const ${one} = ${restored(model, initialState(model))};`,
      `const wrong = ${changedInput(model, { [field.name]: 'null' })} as unknown as ReturnType<typeof ${inputFunction(model)}>;`,
      `expect(() => ${wrong}).toThrow(InvariantViolation);`,
      `expect(${one}.state).toEqual(${initialState(model)});`,
      `expect(${one}.releaseEvents()).toEqual([]);`,
      '});',
    ),
  ];
};

const removal = (model: AggregateModel, useCase: UseCaseModel): string[] =>
  useCase.events.length === 0
    ? []
    : [
        block(
          `it('tells that it was removed', () => {`,
          `const ${model.one} = ${restored(model, initialState(model))};`,
          `${methodCall(model, useCase, model.one)};`,
          `expect(${model.one}.releaseEvents()).toEqual(${eventsCode(useCase.events, `${model.one}.state`)});`,
          '});',
        ),
      ];

/** Tests of update and remove. */
export const changeTests = (model: AggregateModel): string[] => [
  ...(model.update ? update(model, model.update) : []),
  ...(model.remove ? removal(model, model.remove) : []),
];
