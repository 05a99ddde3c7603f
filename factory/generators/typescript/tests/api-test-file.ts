import type { GeneratedFile } from '../../../domain/artifact.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { operationsOf } from '../../../domain/operation.ts';
import { isAlwaysPresent, type AggregateModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { changeTests } from './api-change-tests.ts';
import { creationTests } from './api-creation-tests.ts';
import { calledEvents, changesByItself } from './expected-events.ts';
import { exportTests } from './api-export-tests.ts';
import { searchTests } from './api-search-tests.ts';
import { inputFunction } from './input-file.ts';
import {
  freshInput,
  freshInputFunction,
  hasReferences,
  preparedCall,
  preparedFunction,
} from './prepared-file.ts';

const published = (model: AggregateModel): string => {
  const { create, service } = model;
  if (create.events.length === 0) return '';
  const source = literal(`/${service.name}`);
  const types = create.events.map(({ name, version }) =>
    literal(`com.connectsoft.${service.name}.${kebabCase(name)}.v${version}`),
  );
  return block(
    `it('publishes what happened, with the correlation id of the call', async () => {`,
    'const { url, stop, directory } = await runService();',
    `const headers = { 'x-correlation-id': 'call-1' };`,
    `const { body } = await call(url, 'POST', collection, { body: ${preparedCall(model, 'url')}, headers });`,
    'await stop();',
    hasReferences(model) || changesByItself(model)
      ? `const own = ${calledEvents(model, `body['id']`)};\nexpect(own).toMatchObject([`
      : 'expect(eventsIn(directory)).toMatchObject([',
    ...types.map(
      (type) =>
        `{ type: ${type}, source: ${source}, subject: body['id'], correlationid: 'call-1', data: body },`,
    ),
    ']);',
    '});',
  );
};

const masking = (model: AggregateModel): string => {
  const field = model.aggregate.fields.find(
    ({ sensitivity, type }) => sensitivity === 'personal' && (type.kind === 'string' || type.kind === 'text'),
  );
  if (!field) return '';
  return block(
    `it('keeps ${field.name} out of the log', async () => {`,
    'const { url, stop, log } = await runService();',
    `const body = { ...${preparedCall(model, 'url').replace(/^await (.*)$/, '(await $1)')}, ${field.name}: 'personal-7' };`,
    `await call(url, 'POST', collection, { body });`,
    'await stop();',
    `expect(log).toContainEqual(expect.objectContaining({ body: expect.objectContaining({ ${field.name}: '***' }) }));`,
    `expect(JSON.stringify(log)).not.toContain('personal-7');`,
    '});',
  );
};

/** Code for what a later answer has of an earlier one: all of it, or what no reaction changes. */
const lasting = (model: AggregateModel): string =>
  changesByItself(model)
    ? `{ id: body['id'], ${model.given
        .filter(isAlwaysPresent)
        .map(({ name }) => `${name}: body[${literal(name)}]`)
        .join(', ')} }`
    : 'body';

const answered = (model: AggregateModel): string =>
  `toMatchObject({ status: 200, body${lasting(model) === 'body' ? '' : `: ${lasting(model)}`} });`;

const reading = (model: AggregateModel): string[] =>
  model.get
    ? [
        block(
          `it('${model.get.useCase.name} answers the ${model.noun}, also after a restart', async () => {`,
          'const { url, stop, directory } = await runService();',
          `const { body } = await call(url, 'POST', collection, { body: ${preparedCall(model, 'url')} });`,
          `const path = \`\${collection}/\${String(body['id'])}\`;`,
          `expect(await call(url, 'GET', path)).${answered(model)}`,
          'await stop();',
          'const restarted = await runService(directory);',
          `expect(await call(restarted.url, 'GET', path)).${answered(model)}`,
          '});',
        ),
        block(
          `it.each(['019c1363-49c0-7000-8000-000000000000', 'x', "'; DROP TABLE"])('has no ${model.noun} %s', async (id) => {`,
          `const answer = await call(shared.url(), 'GET', \`\${collection}/\${encodeURIComponent(id)}\`);`,
          `expect(answer).toMatchObject({ status: 404, body: { detail: \`There is no ${model.noun} \${id}\` } });`,
          '});',
        ),
      ]
    : [];

/** A method that would change or remove an aggregate which is append-only has no path at all. */
const permanence = (model: AggregateModel): string =>
  model.aggregate.kind === 'append-only' && model.get
    ? block(
        `it.each(['PUT', 'PATCH', 'DELETE'])('lets nobody change or remove one: %s', async (method) => {`,
        'const url = shared.url();',
        `const { body } = await call(url, 'POST', collection, { body: ${freshInput(model)} });`,
        `const path = \`\${collection}/\${String(body['id'])}\`;`,
        `const answer = await call(url, method, path, { body: {} });`,
        'expect(answer.status).toBe(405);',
        `expect(answer.headers.get('allow')).toBe('GET, HEAD');`,
        `expect(await call(url, 'GET', path)).toMatchObject({ status: 200, body });`,
        '});',
      )
    : '';

/** `test/integration/<aggregate>-api.test.ts`: the operations over HTTP, held against the published document. */
export const apiTestFile = (model: AggregateModel): GeneratedFile => {
  const { folder } = model;
  const path =
    operationsOf(model.service).find(({ useCase }) => useCase === model.create.useCase)?.path ?? '';
  const tests = [
    ...creationTests(model),
    published(model),
    masking(model),
    ...reading(model),
    ...changeTests(model),
    permanence(model),
    ...searchTests(model),
    ...exportTests(model),
  ];
  const fresh = codeOnly(tests.join('\n')).includes('fresh()') ? freshInputFunction(model) : '';
  const code = codeOnly([fresh, ...tests].join('\n'));
  return {
    path: `test/integration/${folder}-api.test.ts`,
    content: paragraphs(
      `import { expect, it } from 'vitest';`,
      block(
        `import { call } from '../support/contract.ts';`,
        code.includes('eventsIn(') && `import { eventsIn } from '../support/journal.ts';`,
        `import { runService, sharedService } from '../support/running-service.ts';`,
        code.includes(`${inputFunction(model)}(`) &&
          `import { ${inputFunction(model)} } from '../support/${folder}-input.ts';`,
        code.includes(`${preparedFunction(model)}(`) &&
          `import { ${preparedFunction(model)} } from '../support/prepared-${folder}.ts';`,
      ),
      block(`const collection = ${literal(path)};`, 'const shared = sharedService();'),
      fresh,
      ...tests,
    ),
  };
};
