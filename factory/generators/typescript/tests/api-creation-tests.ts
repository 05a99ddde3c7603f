import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { calledEvents } from './expected-events.ts';
import { expectedResource } from './expected-resource.ts';
import { canBeMany, inputCall } from './input-file.ts';
import { freshInput, preparedCall } from './prepared-file.ts';
import { refusedValues } from './refused-values.ts';

const answer = (model: AggregateModel): string =>
  block(
    `it('${model.create.useCase.name} answers 201 with the ${model.noun} and its place', async () => {`,
    `const input = ${freshInput(model)};`,
    `const { status, headers, body } = await call(shared.url(), 'POST', collection, { body: input });`,
    'expect(status).toBe(201);',
    `expect(headers.get('location')).toBe(\`\${collection}/\${String(body['id'])}\`);`,
    model.isVersioned && `expect(headers.get('etag')).toBe('"1"');`,
    `expect(body).toEqual(${expectedResource(model, 'input')});`,
    '});',
  );

const problem = block(
  `const answer = await call(shared.url(), 'POST', collection, { body });`,
  `expect(answer).toMatchObject({ status: 400, body: { type: 'urn:problem:validation', errors: [{ pointer: \`#/\${field}\` }] } });`,
);

const refusals = (model: AggregateModel): string[] => {
  const { given } = model;
  const required = given.filter((field) => field.required && field.default === 'none');
  const rows = given.flatMap(({ name, type }) => {
    const [first] = refusedValues(type);
    return first ? [`[${literal(name)}, ${first.code}],`] : [];
  });
  return [
    required.length > 0
      ? block(
          `it.each(${literal(required.map(({ name }) => name))})('refuses one without %s and names it', async (field) => {`,
          `const body = { ...${inputCall(model)}, [field]: undefined };`,
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
      problem,
      `expect(answer.body['detail']).toContain(field);`,
      '});',
    ),
  ];
};

const byteLimit = (model: AggregateModel): string => {
  const field = model.given.find(({ type }) => type.kind === 'json');
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
  const field = model.given.find(({ type }) => type.kind === 'string' || type.kind === 'text');
  return block(
    `it('does once what is asked for twice with the same key', async () => {`,
    'const { url, stop, directory } = await runService();',
    `const request = { body: ${preparedCall(model, 'url')}, headers: { 'idempotency-key': 'key-1' } };`,
    `const first = await call(url, 'POST', collection, request);`,
    `const again = await call(url, 'POST', collection, request);`,
    'expect(again).toMatchObject({ status: 201, body: first.body });',
    `expect(again.headers.get('location')).toBe(first.headers.get('location'));`,
    field &&
      block(
        `const other = { ...request, body: { ...request.body, ${field.name}: 'other' } };`,
        `const refused = await call(url, 'POST', collection, other);`,
        `expect(refused).toMatchObject({ status: 422, body: { type: 'urn:problem:idempotency-key-reused' } });`,
      ),
    'await stop();',
    `const own = ${calledEvents(model, `first.body['id']`)};`,
    `expect(own).toHaveLength(${model.create.events.length});`,
    '});',
  );
};

const keyLimit = (model: AggregateModel): string =>
  block(
    `it('refuses a key that is too long', async () => {`,
    `const request = { body: ${inputCall(model)}, headers: { 'idempotency-key': 'k'.repeat(201) } };`,
    `const answer = await call(shared.url(), 'POST', collection, request);`,
    `expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter: 'Idempotency-Key' }] } });`,
    '});',
  );

const uniqueness = (model: AggregateModel): string[] =>
  model.aggregate.fields
    .filter(({ unique }) => unique)
    .map(({ name }) =>
      block(
        `it('refuses a second one with the same ${name}', async () => {`,
        'const url = shared.url();',
        `const first = ${freshInput(model)};`,
        `await call(url, 'POST', collection, { body: first });`,
        canBeMany(model) && `const body = { ...${freshInput(model)}, ${name}: first.${name} };`,
        `const answer = await call(url, 'POST', collection, { ${canBeMany(model) ? 'body' : 'body: first'} });`,
        `expect(answer).toMatchObject({ status: 409, body: { errors: [{ pointer: ${literal(`#/${name}`)} }] } });`,
        '});',
      ),
    );

/** Tests of creation over HTTP. */
export const creationTests = (model: AggregateModel): string[] => [
  answer(model),
  ...refusals(model),
  byteLimit(model),
  idempotency(model),
  keyLimit(model),
  ...uniqueness(model),
];
