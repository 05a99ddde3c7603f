import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import type { World } from './expressions/world.ts';
import { factsName, sampleInputCode, stateCode, statesName } from './method-calls.ts';
import type { Code } from './sample-values.ts';
import { inputFields, keptIn, sampleInput, timeOf } from './worlds.ts';

/** When a test asks for a change. */
export const changeTime = timeOf(8);

/** One in a state, and its world. */
export type Stand = { state: string; world: World };

/** Facts that differ from those of the support file, which a guard asks for. */
const factsCode = (model: AggregateModel, useCase: UseCaseModel, { world }: Stand): Code => {
  const changed = model
    .methodOf(useCase)
    .facts.flatMap((fact) =>
      fact.kind === 'reference' ? [`${fact.name}: ${literal(world.related[fact.field.name])}`] : [],
    );
  return changed.length === 0 ? factsName(model) : `{ ...${factsName(model)}, ${changed.join(', ')} }`;
};

/** What the method of a use case is called with; `before`: the world of the support files. */
export const argumentsIn = (model: AggregateModel, useCase: UseCaseModel, stand: Stand, before: World) => {
  const { world } = stand;
  const isPlain = JSON.stringify(world.related) === JSON.stringify(before.related);
  const isSample = JSON.stringify(world.input) === JSON.stringify(sampleInput(useCase.useCase));
  return {
    at: literal(world.now),
    ...(inputFields(useCase.useCase).length > 0 && {
      input: isSample ? sampleInputCode(model, useCase) : literal(world.input),
    }),
    facts: isPlain ? factsName(model) : factsCode(model, useCase, stand),
  };
};

/** Code for what differs after a transition. */
export const changes = (model: AggregateModel, after: World, before: World): Code => {
  const [kept, old] = [keptIn(model, after), keptIn(model, before)];
  return Object.entries(kept)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]))
    .map(([name, value]) => `${name}: ${literal(value)}`)
    .join(', ');
};

/** A test of each state: `body` gets the code of the stored state, and that of the state's name. */
export const inStates = (
  model: AggregateModel,
  stands: readonly Stand[],
  title: string,
  body: (stored: Code, state: Code) => Code,
): string => {
  const [first] = stands;
  if (!first) return '';
  if (stands.length === 1)
    return block(
      `it(${literal(`${title} ${first.state}`)}, () => {`,
      body(stateCode(model, first.state), literal(first.state)),
      '});',
    );
  return block(
    `it.each(${literal(stands.map(({ state }) => state))} as const)(${literal(`${title} %s`)}, (state) => {`,
    body(`${statesName(model)}[state]`, 'state'),
    '});',
  );
};
