import type { GeneratedFile } from '../../../domain/artifact.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { operationsOf } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { changeTests } from './api-change-tests.ts';
import { exportTests } from './api-export-tests.ts';
import { searchTests } from './api-search-tests.ts';
import { canBeMany, inputCall, inputFunction } from './input-file.ts';
import { refusedValues } from './sample-values.ts';

const creation = (model: AggregateModel): string =>
  block(
    `it('${model.create.useCase.name} answers 201 with the ${model.noun} and its place', async () => {`,
    'const { url } = await runService();',
    `const answer = await call(url, 'POST', collection, { body: ${inputCall(model)} });`,
    'expect(answer.status).toBe(201);',
    `expect(answer.headers.get('location')).toBe(\`\${collection}/\${String(answer.body['id'])}\`);`,
    model.isVersioned && `expect(answer.headers.get('etag')).toBe('"1"');`,
    `expect(answer.body).toEqual({ id: expect.any(String), recordedAt: expect.any(String), ...${inputCall(model)} });`,
    '});',
  );

const refusals = (model: AggregateModel): string[] => {
  const { aggregate } = model;
  const required = aggregate.fields.filter((field) => field.required && field.default === 'none');
  const rows = aggregate.fields.flatMap(({ name, type }) => {
    const [first] = refusedValues(type);
    return first ? [`[${literal(name)}, ${first.code}],`] : [];
  });
  const problem = `expect(answer).toMatchObject({ status: 400, body: { type: 'urn:problem:validation', errors: [{ pointer: \`#/\${field}\` }] } });`;
  return [
    required.length > 0
      ? block(
          `it.each(${literal(required.map(({ name }) => name))})('refuses one without %s and names it', async (field) => {`,
          `const body = { ...${inputCall(model)}, [field]: undefined };`,
          `const answer = await call(shared.url(), 'POST', collection, { body });`,
          problem,
          `expect(answer.body['detail']).toBe(\`\${field} is required\`);`,
          '});',
        )
      : '',
    block(
      'it.each<[string, unknown]>([',
      ...rows,
      `['unheardOf', 1],`,
      `])('refuses a wrong %s and names it', async (field, value) => {`,
      `const body = { ...${inputCall(model)}, [field]: value };`,
      `const answer = await call(shared.url(), 'POST', collection, { body });`,
      problem,
      `expect(answer.body['detail']).toContain(field);`,
      '});',
    ),
  ];
};

const byteLimits = (model: AggregateModel): string => {
  const field = model.aggregate.fields.find(({ type }) => type.kind === 'json');
  const refused = field && refusedValues(field.type).at(-1);
  if (!field || !refused) return '';
  return block(
    `it('refuses ${field.name} that is too large', async () => {`,
    `const body = { ...${inputCall(model)}, ${field.name}: ${refused.code} };`,
    `const answer = await call(shared.url(), 'POST', collection, { body });`,
    `expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: ${literal(`#/${field.name}`)} }] } });`,
    '});',
  );
};

const idempotency = (model: AggregateModel): string => {
  const [field] = model.aggregate.fields.filter(({ type }) => type.kind === 'string' || type.kind === 'text');
  const other = field && `{ ...${inputCall(model)}, ${field.name}: 'other' }`;
  return block(
    `it('does once what is asked for twice with the same key', async () => {`,
    'const { url, stop, directory } = await runService();',
    `const headers = { 'idempotency-key': 'key-1' };`,
    `const first = await call(url, 'POST', collection, { body: ${inputCall(model)}, headers });`,
    `const again = await call(url, 'POST', collection, { body: ${inputCall(model)}, headers });`,
    'expect(again).toMatchObject({ status: 201, body: first.body });',
    `expect(again.headers.get('location')).toBe(first.headers.get('location'));`,
    other && `const other = await call(url, 'POST', collection, { body: ${other}, headers });`,
    other &&
      `expect(other).toMatchObject({ status: 422, body: { type: 'urn:problem:idempotency-key-reused' } });`,
    'await stop();',
    `expect(eventsIn(directory)).toHaveLength(${model.create.events.length});`,
    '});',
  );
};

const keyLimits = (model: AggregateModel): string =>
  block(
    `it('refuses a key that is too long', async () => {`,
    `const headers = { 'idempotency-key': 'k'.repeat(201) };`,
    `const answer = await call(shared.url(), 'POST', collection, { body: ${inputCall(model)}, headers });`,
    `expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter: 'Idempotency-Key' }] } });`,
    '});',
  );

const uniqueness = (model: AggregateModel): string[] =>
  model.aggregate.fields
    .filter(({ unique }) => unique)
    .map(({ name }) =>
      block(
        `it('refuses a second one with the same ${name}', async () => {`,
        'const { url } = await runService();',
        `await call(url, 'POST', collection, { body: ${inputCall(model)} });`,
        canBeMany(model)
          ? `const body = { ...${inputCall(model, '2')}, ${name}: ${inputCall(model)}.${name} };`
          : `const body = ${inputCall(model)};`,
        `const answer = await call(url, 'POST', collection, { body });`,
        `expect(answer).toMatchObject({ status: 409, body: { errors: [{ pointer: ${literal(`#/${name}`)} }] } });`,
        '});',
      ),
    );

const events = (model: AggregateModel): string => {
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
    `const { body } = await call(url, 'POST', collection, { body: ${inputCall(model)}, headers });`,
    'await stop();',
    'expect(eventsIn(directory)).toMatchObject([',
    ...types.map(
      (type) =>
        `{ type: ${type}, source: ${source}, subject: body['id'], correlationid: 'call-1', data: body },`,
    ),
    ']);',
    '});',
  );
};

const reading = (model: AggregateModel): string =>
  model.get
    ? block(
        `it('${model.get.useCase.name} answers the ${model.noun}, also after a restart', async () => {`,
        'const { url, stop, directory } = await runService();',
        `const { body } = await call(url, 'POST', collection, { body: ${inputCall(model)} });`,
        `const path = \`\${collection}/\${String(body['id'])}\`;`,
        `expect(await call(url, 'GET', path)).toMatchObject({ status: 200, body });`,
        'await stop();',
        'const restarted = await runService(directory);',
        `expect(await call(restarted.url, 'GET', path)).toMatchObject({ status: 200, body });`,
        '});\n',
        `it.each(['019c1363-49c0-7000-8000-000000000000', 'x', "'; DROP TABLE"])('has no ${model.noun} %s', async (id) => {`,
        `const answer = await call(shared.url(), 'GET', \`\${collection}/\${encodeURIComponent(id)}\`);`,
        `expect(answer).toMatchObject({ status: 404, body: { detail: \`There is no ${model.noun} \${id}\` } });`,
        '});',
      )
    : '';

const masking = (model: AggregateModel): string => {
  const field = model.aggregate.fields.find(
    ({ sensitivity, type }) => sensitivity === 'personal' && (type.kind === 'string' || type.kind === 'text'),
  );
  if (!field) return '';
  return block(
    `it('keeps ${field.name} out of the log', async () => {`,
    'const { url, stop, log } = await runService();',
    `const body = { ...${inputCall(model)}, ${field.name}: 'personal-7' };`,
    `await call(url, 'POST', collection, { body });`,
    'await stop();',
    `expect(log).toContainEqual(expect.objectContaining({ body: expect.objectContaining({ ${field.name}: '***' }) }));`,
    `expect(JSON.stringify(log)).not.toContain('personal-7');`,
    '});',
  );
};

/** A method that would change or remove an aggregate which is append-only has no path at all. */
const permanence = (model: AggregateModel): string =>
  model.aggregate.kind === 'append-only' && model.get
    ? block(
        `it.each(['PUT', 'PATCH', 'DELETE'])('lets nobody change or remove one: %s', async (method) => {`,
        'const { url } = await runService();',
        `const { body } = await call(url, 'POST', collection, { body: ${inputCall(model)} });`,
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
  const parts = [
    creation(model),
    ...refusals(model),
    byteLimits(model),
    idempotency(model),
    keyLimits(model),
    ...uniqueness(model),
    events(model),
    masking(model),
    reading(model),
    ...changeTests(model),
    permanence(model),
    ...searchTests(model),
    ...exportTests(model),
  ];
  const text = parts.join('\n');
  return {
    path: `test/integration/${folder}-api.test.ts`,
    content: paragraphs(
      `import { expect, it } from 'vitest';`,
      block(
        `import { call } from '../support/contract.ts';`,
        text.includes('eventsIn(') && `import { eventsIn } from '../support/journal.ts';`,
        `import { runService, sharedService } from '../support/running-service.ts';`,
        `import { ${inputFunction(model)} } from '../support/${folder}-input.ts';`,
      ),
      `const collection = ${literal(path)};`,
      `const shared = sharedService();`,
      ...parts,
    ),
  };
};
