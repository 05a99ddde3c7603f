import type { ReactionOf } from '../../../../domain/reaction.ts';
import type { AggregateModel } from '../../aggregate-model.ts';
import { fieldMember } from '../../identifiers.ts';
import { block, literal } from '../../source-text.ts';
import { worldIn } from '../../tests/state-worlds.ts';
import { systemNamed } from '../ask-reaction.ts';
import { runOf, systemNames, type ReactionModel, type Run } from '../reaction-model.ts';
import { delivered, eventCode, strangerId, type ReactionTest } from './reaction-test.ts';
import { relatedStored, stateOf, storedIn, storedModels, timeFor } from './stored-code.ts';

const endOf = ({ useCase }: Run): string => (useCase.useCase.kind === 'transition' ? useCase.useCase.to : '');

/** A state in which both answers can be acted on. */
const openState = (model: AggregateModel, runs: readonly Run[]): string | undefined =>
  model.aggregate.lifecycle?.states
    .map(({ name }) => name)
    .find(
      (state) =>
        worldIn(model, state) !== undefined &&
        runs.every(
          ({ useCase }) =>
            useCase.useCase.kind === 'transition' &&
            useCase.useCase.from.includes(state) &&
            timeFor(model, useCase, state) !== undefined,
        ),
    );

const decisions = (retries: number, isSilenceRefusal: boolean) => [
  { status: 200, answer: { accepted: true }, tries: 1, accepted: true as boolean | undefined },
  { status: 200, answer: { accepted: false, reason: 'no' }, tries: 1, accepted: false },
  { status: 503, answer: {}, tries: retries + 1, accepted: isSilenceRefusal ? false : undefined },
];

/** A reaction that asks a system: what it answers, that it does not answer, and that nothing is asked about what is gone. */
export const askTests = (reactionModel: ReactionModel<ReactionOf<'ask'>>): ReactionTest => {
  const { reaction, service, name } = reactionModel;
  const { accepted, refused } = reaction.does;
  const system = systemNamed(reactionModel, reaction.does.system);
  const { variable } = systemNames(system.name);
  const runs = [runOf(service, accepted), runOf(service, refused)] as const;
  const { model } = runs[0];
  const state = openState(model, runs);
  const status = model.aggregate.lifecycle?.field ?? 'status';
  const event = eventCode(reactionModel, 'id', '{}');
  const gone = block(
    `it(${literal(`${name} asks nothing about what is not there any more`)}, async () => {`,
    'const reactions = reactionsOn(await open(), readConfiguration({}));',
    `const event = ${eventCode(reactionModel, literal(strangerId), '{}')};`,
    `await expect(${delivered('event')}).rejects.toThrow(NeverApplicable);`,
    '});',
  );
  if (state === undefined) return { text: gone, models: [] };
  const rows = decisions(system.retries, system.onUnavailable === 'refuse').map((decision) => {
    const run = decision.accepted === undefined ? undefined : decision.accepted ? runs[0] : runs[1];
    const end = run ? endOf(run) : state;
    return { ...decision, end, at: timeFor(model, (run ?? runs[0]).useCase, state) };
  });
  const handedOver = `{ ${system.fields.map(fieldMember).join(', ')} }`;
  const known = [...new Set(['id', ...system.fields])].map(fieldMember).join(', ');
  const tests = rows.map(({ status: code, answer, tries, accepted: outcome, end, at }) => {
    const title =
      outcome === undefined
        ? `${name} waits where ${system.name} does not answer`
        : `${name} makes it ${end} where ${system.name} ${code === 503 ? 'does not answer' : outcome ? 'accepts' : 'refuses'}, once`;
    return block(
      `it(${literal(title)}, async () => {`,
      `const { url, asked } = await startExternalSystem(${code}, ${literal(answer)});`,
      'const store = await open();',
      ...relatedStored(model),
      storedIn(model, stateOf(model, state)),
      `const reactions = reactionsOn(store, readConfiguration({ ${variable}: url }));`,
      `const { ${known} } = ${stateOf(model, state)};`,
      `const event = ${event};`,
      outcome === undefined
        ? `await expect(${delivered('event', at)}).rejects.toThrow(SystemUnavailable);`
        : block(`await ${delivered('event', at)};`, `await ${delivered('event', at)};`),
      `expect((await store.${model.many}.find(id))?.state.${status}).toBe(${literal(end)});`,
      `expect(asked).toEqual(Array.from({ length: ${tries} }, () => ({ body: ${handedOver}, key: 'event:e1' })));`,
      '});\n',
    );
  });
  return { text: block(...tests, gone), models: storedModels(model) };
};
