import type { Expression } from '../../../../domain/expression.ts';
import type { ReactionOf } from '../../../../domain/reaction.ts';
import { block, literal } from '../../source-text.ts';
import { sampleWorld } from '../../tests/worlds.ts';
import { calculated } from '../event-value-code.ts';
import { runOf, type ReactionModel } from '../reaction-model.ts';
import { delivered, eventCode, ownType, type ReactionTest } from './reaction-test.ts';
import { relatedStored, storedModels } from './stored-code.ts';

const sampleOf = (type: string): unknown => (type === 'number' ? 1 : '2026-02-01T09:30:00.000Z');

/** What the event holds where the new one is the sample of the tests. */
export const sampleData = (
  input: Readonly<Record<string, Expression>>,
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, expression]) =>
      expression.op === 'event'
        ? [[expression.path, fields[name]] as const]
        : calculated(expression).map(({ path, type }) => [path, sampleOf(type)] as const),
    ),
  );

/** A reaction that creates something does it once, from what the event says. */
export const createTests = (reactionModel: ReactionModel<ReactionOf<'create'>>): ReactionTest => {
  const { reaction, service, name } = reactionModel;
  const { input, useCase: runs } = reaction.does;
  const { model, useCase } = runOf(service, runs);
  const { fields } = sampleWorld(model);
  const expected = Object.fromEntries(
    Object.entries(input).flatMap(([field, expression]) => {
      if (expression.op === 'event') return fields[field] === undefined ? [] : [[field, fields[field]]];
      return expression.op === 'literal' ? [[field, expression.value]] : [];
    }),
  );
  const events = useCase.events.map(
    (event) =>
      `{ type: ${literal(ownType(event))}, correlationid: 'c1', causationid: 'e1', data: ${literal(expected)} }`,
  );
  const text = block(
    `it(${literal(`${name} creates one, once, from what the event says`)}, async () => {`,
    'const store = await open();',
    ...relatedStored(model),
    'const reactions = reactionsOn(store, readConfiguration({}));',
    `const event = ${eventCode(reactionModel, `'s1'`, literal(sampleData(input, fields)))};`,
    `await ${delivered('event')};`,
    `await ${delivered('event')};`,
    `expect(await store.outbox.pending(10)).toMatchObject([${events.join(', ')}]);`,
    '});',
  );
  return { text, models: storedModels(model).slice(1) };
};
