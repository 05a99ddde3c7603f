import type { ReactionOf } from '../../../../domain/reaction.ts';
import { block, literal } from '../../source-text.ts';
import { statesName } from '../../tests/method-calls.ts';
import { worldsByState } from '../../tests/state-worlds.ts';
import { runOf, type ReactionModel } from '../reaction-model.ts';
import { statesBefore } from '../transition-reaction.ts';
import { caused, delivered, eventCode, ownType, strangerId, type ReactionTest } from './reaction-test.ts';
import { reactionTime, relatedStored, storedIn, storedModels, timeFor } from './stored-code.ts';

/** A reaction that moves something: in time, where it is already, too early, too late, and about nothing that is known. */
export const transitionTests = (reactionModel: ReactionModel<ReactionOf<'transition'>>): ReactionTest => {
  const { reaction, service, name } = reactionModel;
  const { field, path } = reaction.does;
  const run = runOf(service, reaction.does.useCase);
  const { model, useCase } = run;
  if (useCase.useCase.kind !== 'transition') return { text: '', models: [] };
  const { from, to } = useCase.useCase;
  const status = model.aggregate.lifecycle?.field ?? 'status';
  const reached = worldsByState(model).map(({ state }) => state);
  const before = statesBefore(run);
  const movable = from.filter((state) => reached.includes(state) && timeFor(model, useCase, state));
  const late = reached.filter((state) => ![...from, ...before, to].includes(state));
  const early = before.filter((state) => reached.includes(state));
  const named = `${statesName(model)}[state]`;
  const event = eventCode(reactionModel, 'id', `{ ${path}: ${field} }`);
  const known = field === 'id' ? '{ id }' : `{ id, ${field} }`;
  const opening = (each: string) =>
    block(
      'const store = await open();',
      ...relatedStored(model),
      storedIn(model, each),
      'const reactions = reactionsOn(store, readConfiguration({}));',
      `const ${known} = ${each};`,
    );
  const events = useCase.events.map(ownType);
  const times = [...new Set(movable.map((each) => timeFor(model, useCase, each)))];
  const text = block(
    ...times.map((at) => {
      const states = movable.filter((each) => timeFor(model, useCase, each) === at);
      return block(
        `it.each(${literal(states)} as const)(${literal(`${name} makes one ${to} that is %s, once`)}, async (state) => {`,
        opening(named),
        `const event = ${event};`,
        `await ${delivered('event', at)};`,
        `const moved = await store.${model.many}.find(id);`,
        `expect(moved?.state.${status}).toBe(${literal(to)});`,
        `await ${delivered('event', at)};`,
        `expect(await store.${model.many}.find(id)).toEqual(moved);`,
        `expect(await store.outbox.pending(10)).toMatchObject(${caused(events)});`,
        '});\n',
      );
    }),
    reached.includes(to) &&
      block(
        `it(${literal(`${name} leaves one alone that is ${to} already`)}, async () => {`,
        opening(`${statesName(model)}[${literal(to)}]`),
        `await ${delivered(event, reactionTime)};`,
        `expect(await store.${model.many}.find(id)).toMatchObject({ version: 1 });`,
        '});\n',
      ),
    early.length > 0 &&
      block(
        `it.each(${literal(early)} as const)(${literal(`${name} waits for one that is still %s`)}, async (state) => {`,
        opening(named),
        `await expect(${delivered(event, reactionTime)}).rejects.toThrow(NotYetApplicable);`,
        `expect(await store.${model.many}.find(id)).toMatchObject({ version: 1 });`,
        '});\n',
      ),
    late.length > 0 &&
      block(
        `it.each(${literal(late)} as const)(${literal(`${name} never happens to one that is %s`)}, async (state) => {`,
        opening(named),
        `await expect(${delivered(event, reactionTime)}).rejects.toThrow(StateConflict);`,
        `expect(await store.${model.many}.find(id)).toMatchObject({ version: 1 });`,
        '});\n',
      ),
    block(
      `it(${literal(`${name} waits for what is not there yet`)}, async () => {`,
      'const reactions = reactionsOn(await open(), readConfiguration({}));',
      `const event = ${eventCode(reactionModel, `'s1'`, `{ ${path}: ${literal(strangerId)} }`)};`,
      `await expect(${delivered('event')}).rejects.toThrow(NotYetApplicable);`,
      '});',
    ),
  );
  return { text, models: storedModels(model) };
};
