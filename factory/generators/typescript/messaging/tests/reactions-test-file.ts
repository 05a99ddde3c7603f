import type { GeneratedFile } from '../../../../domain/artifact.ts';
import type { Service } from '../../../../domain/blueprint.ts';
import type { Reaction, ReactionOf } from '../../../../domain/reaction.ts';
import { expectationSchema, receivedEvents } from '../../../contracts/expectation.ts';
import { eventType } from '../../../contracts/event-address.ts';
import { codeOnly } from '../../code-only.ts';
import { inputFunction } from '../../tests/input-file.ts';
import { factsName, statesName } from '../../tests/method-calls.ts';
import { uniqueBy } from '../../unique-by.ts';
import { block, literal, paragraphs } from '../../source-text.ts';
import { askedSystems } from '../external-system-files.ts';
import { reactionModels, systemNames, type ReactionModel } from '../reaction-model.ts';
import { askTests } from './ask-tests.ts';
import { createTests } from './create-tests.ts';
import type { ReactionTest } from './reaction-test.ts';
import { releaseTests, reserveTests } from './reservation-tests.ts';
import { transitionTests } from './transition-tests.ts';

const isOf =
  <Kind extends Reaction['does']['kind']>(kind: Kind) =>
  (model: ReactionModel): model is ReactionModel<ReactionOf<Kind>> =>
    model.reaction.does.kind === kind;

const [isCreate, isTransition, isReserve, isRelease] = [
  isOf('create'),
  isOf('transition'),
  isOf('reserve'),
  isOf('release'),
];

const testOf = (model: ReactionModel): ReactionTest => {
  if (isCreate(model)) return createTests(model);
  if (isTransition(model)) return transitionTests(model);
  if (isReserve(model)) return reserveTests(model);
  if (isRelease(model)) return releaseTests(model);
  return askTests(model as ReactionModel<ReactionOf<'ask'>>);
};

/** Data that lacks what is needed is never applied, whatever the reaction. */
const strangeData = (service: Service): string => {
  const needy = receivedEvents(service).filter(
    (received) => (expectationSchema(service, received)['required'] as string[]).length > 0,
  );
  if (needy.length === 0) return '';
  const types = needy.map((received) => eventType({ name: received.from }, received));
  return block(
    `it.each(${literal(types)})('never applies %s with data that is not what is expected', async (type) => {`,
    'const store = await open();',
    'const reactions = reactionsOn(store, readConfiguration({}));',
    `await expect(deliver(reactions, receivedEvent(type, 's1', {}))).rejects.toThrow(NeverApplicable);`,
    'expect(await store.outbox.pending(10)).toEqual([]);',
    '});',
  );
};

const libraries = (code: string): string => {
  const named = (names: readonly string[]) => names.filter((name) => code.includes(name));
  const errors = named(['NeverApplicable', 'NotYetApplicable']);
  return block(
    code.includes('StateConflict') && `import { StateConflict } from '#connectsoft/domain-error';`,
    code.includes('SystemUnavailable') && `import { SystemUnavailable } from '#connectsoft/external-system';`,
    errors.length > 0 && `import { ${errors.join(', ')} } from '#connectsoft/reaction';`,
  );
};

/** `test/integration/reactions.test.ts`: what the service does when events arrive, in both stores. */
export const reactionsTestFile = (service: Service): GeneratedFile[] => {
  const tests = reactionModels(service).map(testOf);
  if (tests.length === 0) return [];
  const asks = askedSystems(service).length > 0;
  const all = [...tests.map(({ text }) => text), strangeData(service)].filter(Boolean);
  const written = all.join('\n\n');
  const text = asks
    ? written
    : written
        .replaceAll('store, readConfiguration({})', 'store')
        .replaceAll('open(), readConfiguration({})', 'open()');
  const code = codeOnly(text);
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
  const models = uniqueBy(
    tests.flatMap((test) => test.models),
    ({ type }) => type,
  );
  return [
    {
      path: 'test/integration/reactions.test.ts',
      content: paragraphs(
        `import { describe, expect, it } from 'vitest';`,
        libraries(code),
        block(
          ...models
            .filter(({ type }) => uses(type))
            .map(({ type, folder }) => `import { ${type} } from '../../src/domain/${folder}/${folder}.ts';`),
          asks && `import { readConfiguration } from '../../src/infrastructure/configuration.ts';`,
          `import { reactionsOn } from '../../src/reactions.ts';`,
          uses('startExternalSystem') &&
            `import { startExternalSystem } from '../support/external-system-stub.ts';`,
          ...models.flatMap((model) => [
            uses(factsName(model))
              ? `import { ${factsName(model)} } from '../support/${model.folder}-facts.ts';`
              : '',
            uses(inputFunction(model))
              ? `import { ${inputFunction(model)} } from '../support/${model.folder}-input.ts';`
              : '',
            uses(statesName(model))
              ? `import { ${statesName(model)} } from '../support/${model.folder}-states.ts';`
              : '',
          ]),
          `import { deliver, receivedEvent } from '../support/received-event.ts';`,
          `import { serviceStores } from '../support/service-stores.ts';`,
          uses('stamp') && `import { stamp } from '../support/stamp.ts';`,
        ),
        block(`describe.each(serviceStores)('reactions in the %s store', (_name, open) => {`, text, '});'),
      ),
    },
  ];
};

/** Tests of the configuration that hold for every service name the systems that this one must be told of. */
export const withSystems = (service: Service, file: GeneratedFile): GeneratedFile => {
  const urls = askedSystems(service).map(
    ({ system }) => `${systemNames(system.name).variable}: 'https://${system.name.toLowerCase()}.example',`,
  );
  if (file.path !== 'test/unit/configuration.test.ts' || urls.length === 0) return file;
  return {
    ...file,
    content: file.content.replace(`    AUTH_ISSUER: 'https://login.example.com/',\n  };`, (found) =>
      found.replace('  };', `${urls.map((url) => `    ${url}\n`).join('')}  };`),
    ),
  };
};
