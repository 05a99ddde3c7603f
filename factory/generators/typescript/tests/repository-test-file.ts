import type { GeneratedFile } from '../../../domain/artifact.ts';
import { queryParameters } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import { block, paragraphs } from '../source-text.ts';
import { snapshotFunction } from '../domain/derived-file.ts';
import { shownCode } from './expected-events.ts';
import { filterCases } from './filter-cases.ts';
import { changing } from './repository-change-tests.ts';
import { factsName } from './method-calls.ts';
import { sampleWorld } from './worlds.ts';
import { canBeMany, inputCall, inputFunction, isNumbered } from './input-file.ts';

/** A call that makes one; the number matters only where something must be unique. */
const made = (model: AggregateModel, changes: string, number: string): string => {
  if (isNumbered(model)) return `made(${changes}, ${number})`;
  return changes === '{}' ? 'made()' : `made(${changes})`;
};

const addition = ({ one, many, isFound, isVersioned }: AggregateModel): string =>
  block(
    `it('keeps ${isFound ? 'what is added, and finds it' : 'what is added'}', async () => {`,
    `const { ${many} } = await open();`,
    `const ${one} = made();`,
    `const kept = await ${many}.add(${one});`,
    `expect(kept.state).toEqual(${one}.state);`,
    isVersioned && 'expect(kept.version).toBe(1);',
    isFound && `expect(await ${many}.find(kept.state.id)).toEqual(kept);`,
    isFound && `expect(await ${many}.find('nothing')).toBeUndefined();`,
    '});',
  );

const outbox = (model: AggregateModel): string => {
  const { many, create } = model;
  const shown = model.aggregate.reservable ? shownCode(model, 'state', sampleWorld(model)) : 'state';
  return block(
    `it('keeps the events of the creation beside it', async () => {`,
    `const { ${many}, outbox } = await open();`,
    `const { state } = await ${many}.add(made());`,
    'expect(await outbox.pending(10)).toMatchObject([',
    ...create.events.map(() => `{ subject: state.id, data: ${shown} },`),
    ']);',
    '});',
  );
};

const repetition = ({ many }: AggregateModel): string =>
  block(
    `it('keeps a repeated request once', async () => {`,
    `const { ${many}, outbox } = await open();`,
    `const request = { key: 'key', fingerprint: 'print' };`,
    `const kept = await ${many}.add(made(), request);`,
    'const { length } = await outbox.pending(10);',
    `expect(await ${many}.add(made(), request)).toEqual(kept);`,
    'expect(await outbox.pending(10)).toHaveLength(length);',
    '});',
  );

const uniqueness = ({ aggregate, many }: AggregateModel): string => {
  const field = aggregate.fields.find(({ unique }) => unique);
  if (!field) return '';
  return block(
    `it('keeps no two with the same ${field.name}', async () => {`,
    `const { ${many} } = await open();`,
    `await ${many}.add(made());`,
    `await expect(${many}.add(made())).rejects.toThrow('is already taken');`,
    '});',
  );
};

const searching = (model: AggregateModel): string => {
  const { many, search, filters } = model;
  const filter = filters.length > 0 ? '{}, ' : '';
  if (!search || !canBeMany(model)) return '';
  return block(
    `it('pages from the newest to the oldest, each once, whatever is added meanwhile', async () => {`,
    `const { ${many} } = await open();`,
    'const ids: string[] = [];',
    isNumbered(model) ? 'for (const number of [1, 2, 3, 4, 5]) {' : 'while (ids.length < 5) {',
    `const { state } = await ${many}.add(${made(model, '{}', 'number')});`,
    'ids.unshift(state.id);',
    '}',
    `const first = await ${many}.search(${filter}{ limit: 2 });`,
    `await ${many}.add(${made(model, '{}', '6')});`,
    `const second = await ${many}.search(${filter}{ limit: 2, after: first.next });`,
    `await ${many}.add(${made(model, '{}', '7')});`,
    `const third = await ${many}.search(${filter}{ limit: 2, after: second.next });`,
    'const seen = [...first.items, ...second.items, ...third.items];',
    'expect(seen.map(({ state }) => state.id)).toEqual(ids);',
    'expect(third.next).toBeUndefined();',
    '});',
  );
};

const filtering = (model: AggregateModel): string => {
  const { many, search, export: exported, type } = model;
  const useCase = search?.useCase ?? exported?.useCase;
  const cases = useCase ? filterCases(model, queryParameters(useCase, model.aggregate)) : [];
  if (cases.length === 0 || !canBeMany(model)) return '';
  const found = search
    ? [`const { items } = await ${many}.search(filter, { limit: 10 });`]
    : [`const items = await Array.fromAsync(${many}.all(filter));`];
  return block(
    'it.each<[string, unknown, object, object]>([',
    ...cases,
    `])('finds by %s', async (name, value, meant, other) => {`,
    `const { ${many} } = await open();`,
    `const kept = await ${many}.add(${made(model, 'meant', '1')});`,
    `await ${many}.add(${made(model, 'other', '2')});`,
    `const filter: ${type}Filter = { [name]: value };`,
    ...found,
    'expect(items).toEqual([kept]);',
    '});',
  );
};

const streaming = (model: AggregateModel): string => {
  const { many, export: exported, filters } = model;
  if (!exported || !canBeMany(model)) return '';
  return block(
    `it('reads all from the oldest to the newest', async () => {`,
    `const { ${many} } = await open();`,
    `const kept = [await ${many}.add(${made(model, '{}', '1')}), await ${many}.add(${made(model, '{}', '2')})];`,
    `expect(await Array.fromAsync(${many}.all(${filters.length > 0 ? '{}' : ''}))).toEqual(kept);`,
    '});',
  );
};

/** `test/integration/<aggregate>-repository.test.ts`: what every store must do for an aggregate. */
export const repositoryTestFile = (model: AggregateModel): GeneratedFile => {
  const { type, folder, create, nouns } = model;
  const facts = model.methodOf(create).facts.length > 0 ? `, ${factsName(model)}` : '';
  const tests = [
    addition(model),
    create.events.length > 0 ? outbox(model) : '',
    repetition(model),
    uniqueness(model),
    searching(model),
    filtering(model),
    streaming(model),
    ...changing(model),
  ].filter(Boolean);
  const text = tests.join('\n\n');
  const code = codeOnly(text);
  const hasFilters = filtering(model) !== '';
  const number = isNumbered(model) ? ', number = 1' : '';
  return {
    path: `test/integration/${folder}-repository.test.ts`,
    content: paragraphs(
      `import { describe, expect, it } from 'vitest';`,
      block(
        `import { systemClock } from '#connectsoft/clock';`,
        `import { stamps } from '#connectsoft/stamp';`,
      ),
      block(
        code.includes('ConcurrentChangeError') &&
          `import { ConcurrentChangeError } from '../../src/domain/errors.ts';`,
        hasFilters &&
          `import type { ${type}Filter } from '../../src/domain/${folder}/${folder}-repository.ts';`,
        code.includes(`${snapshotFunction(model)}(`) &&
          `import { ${snapshotFunction(model)} } from '../../src/domain/${folder}/${folder}-derived.ts';`,
        `import { ${type} } from '../../src/domain/${folder}/${folder}.ts';`,
        (facts || code.includes(factsName(model))) &&
          `import { ${factsName(model)} } from '../support/${folder}-facts.ts';`,
        `import { serviceStores } from '../support/service-stores.ts';`,
        `import { ${inputFunction(model)} } from '../support/${folder}-input.ts';`,
      ),
      'const stamp = stamps(systemClock);',
      `const made = (changes: object = {}${number}): ${type} => ${type}.${create.method}({ ...${inputCall(model, 'number')}, ...changes }, stamp()${facts});`,
      block(`describe.each(serviceStores)('${nouns} in the %s store', (_name, open) => {`, text, '});'),
    ),
  };
};
