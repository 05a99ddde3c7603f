import type { Reaction, ReactionOf } from '../../../../domain/reaction.ts';
import type { AggregateModel } from '../../aggregate-model.ts';
import { block, literal } from '../../source-text.ts';
import { canBeMany, changedInput } from '../../tests/input-file.ts';
import { methodCall } from '../../tests/method-calls.ts';
import { declaredEvent, reservableOf, type ReactionModel } from '../reaction-model.ts';
import { delivered, eventCode, ownType, strangerId, type ReactionTest } from './reaction-test.ts';
import { relatedStored, storedModels } from './stored-code.ts';

const ids = ['019c1363-49d1-7000-8000-000000000000', '019c1363-49d2-7000-8000-000000000000'] as const;
const key = '019c1363-49d3-7000-8000-000000000000';

type Quantities = Extract<Reaction['does'], { list: string }>;

const lines = ({ list, item, quantity }: Quantities, ...amounts: readonly [string, number][]): string =>
  literal({ [list]: amounts.map(([id, amount]) => ({ [item]: id, [quantity]: amount })) });

/** Statements that store some with so much of what is reserved. */
const stocked = (model: AggregateModel, ...amounts: readonly number[]): string[] => {
  const { aggregate, many, type, create } = model;
  const field = aggregate.reservable?.field ?? '';
  return amounts.map((amount, index) => {
    const input = changedInput(model, { [field]: String(amount) }, String(index + 1));
    const state = `${methodCall(model, create, '', { input })}.state`;
    return `await store.${many}.add(${type}.restore({ version: 3, state: { ...${state}, id: ${literal(ids[index])} } }));`;
  });
};

const left = ({ many, aggregate }: AggregateModel, index: number, amount: number): string =>
  `expect((await store.${many}.find(${literal(ids[index])}))?.state.${aggregate.reservable?.field ?? ''}).toBe(${amount});`;

const opened = (model: AggregateModel, ...amounts: readonly number[]): string =>
  block(
    'const store = await open();',
    ...relatedStored(model),
    ...stocked(model, ...amounts),
    'const reactions = reactionsOn(store, readConfiguration({}));',
  );

const told = (service: ReactionModel['service'], name: string, data: string): string =>
  `{ type: ${literal(ownType(declaredEvent(service, name)))}, subject: ${literal(key)}, correlationid: 'c1', causationid: 'e1', data: ${data} }`;

const items = (...amounts: readonly [string, number][]): string =>
  literal({ key, items: amounts.map(([id, quantity]) => ({ id, quantity })) });

export const reserveTests = (reactionModel: ReactionModel<ReactionOf<'reserve'>>): ReactionTest => {
  const { reaction, service, name } = reactionModel;
  const { does } = reaction;
  const model = reservableOf(service, does.aggregate);
  const [first, second] = ids;
  const event = (...amounts: readonly [string, number][]) =>
    eventCode(reactionModel, literal(key), lines(does, ...amounts));
  const refusal = (what: string) =>
    block(
      `expect(await store.outbox.pending(10)).toMatchObject([${told(service, does.refused, `{ key: ${literal(key)}, reason: expect.stringContaining(${literal(what)}) }`)}]);`,
    );
  const text = block(
    block(
      `it(${literal(`${name} reserves all that is asked for, once`)}, async () => {`,
      opened(model, 7),
      `const event = ${event([first, 2], [first, 1])};`,
      `await ${delivered('event')};`,
      `await ${delivered('event')};`,
      left(model, 0, 4),
      `expect(await store.outbox.pending(10)).toMatchObject([${told(service, does.reserved, items([first, 3]))}]);`,
      '});\n',
    ),
    canBeMany(model) &&
      block(
        `it(${literal(`${name} reserves nothing where there is not enough of one`)}, async () => {`,
        opened(model, 7, 1),
        `await ${delivered(event([first, 2], [second, 2]))};`,
        left(model, 0, 7),
        left(model, 1, 1),
        refusal('not 2 of'),
        '});\n',
      ),
    block(
      `it(${literal(`${name} reserves nothing where one is not there`)}, async () => {`,
      opened(model, 7),
      `await ${delivered(event([first, 2], [strangerId, 1]))};`,
      left(model, 0, 7),
      refusal(strangerId),
      '});',
    ),
  );
  return { text, models: storedModels(model) };
};

export const releaseTests = (reactionModel: ReactionModel<ReactionOf<'release'>>): ReactionTest => {
  const { reaction, service, name } = reactionModel;
  const { does } = reaction;
  const model = reservableOf(service, does.aggregate);
  const [first] = ids;
  const event = eventCode(reactionModel, literal(key), lines(does, [first, 2]));
  const text = block(
    block(
      `it(${literal(`${name} gives back what is reserved, once`)}, async () => {`,
      opened(model, 7),
      `const ${model.one} = await store.${model.many}.find(${literal(first)});`,
      `${model.one}?.reserve(${literal(key)}, 2);`,
      `if (${model.one}) await store.${model.many}.save(${model.one});`,
      left(model, 0, 5),
      `const event = ${event};`,
      `await ${delivered('event')};`,
      `await ${delivered('event')};`,
      left(model, 0, 7),
      `expect(await store.outbox.pending(10)).toMatchObject([${told(service, does.released, items([first, 2]))}]);`,
      '});\n',
    ),
    block(
      `it(${literal(`${name} tells nothing where nothing is reserved`)}, async () => {`,
      opened(model, 7),
      `await ${delivered(event)};`,
      left(model, 0, 7),
      'expect(await store.outbox.pending(10)).toEqual([]);',
      '});',
    ),
  );
  return { text, models: storedModels(model) };
};
