import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { freshInput, inputCall } from './input-file.ts';
import { refusedValues } from './refused-values.ts';
import { otherValue } from './sample-values.ts';

const created = (model: AggregateModel): string =>
  block(
    'const url = shared.url();',
    `const input = ${freshInput(model)};`,
    `const { body } = await call(url, 'POST', collection, { body: input });`,
    `const path = \`\${collection}/\${String(body['id'])}\`;`,
  );

const update = (model: AggregateModel, { useCase }: UseCaseModel): string[] => {
  const [field] = model.aggregate.fields;
  if (!field) return [];
  const other = model.aggregate.fields.find(({ unique }) => !unique) ?? field;
  const changed = `{ ...input, ${other.name}: ${literal(otherValue(model, other))} }`;
  return [
    block(
      `it('${useCase.name} replaces the fields and nothing else', async () => {`,
      created(model),
      `const changed = ${changed};`,
      `const answer = await call(url, 'PUT', path, { body: changed, headers: { 'if-match': '"1"' } });`,
      `expect(answer).toMatchObject({ status: 200, body: { ...changed, id: body['id'], recordedAt: body['recordedAt'] } });`,
      `expect(answer.headers.get('etag')).toBe('"2"');`,
      model.get && `expect((await call(url, 'GET', path)).body).toEqual(answer.body);`,
      '});',
    ),
    block(
      `it('${useCase.name} refuses a stale version', async () => {`,
      created(model),
      `await call(url, 'PUT', path, { body: input });`,
      `const answer = await call(url, 'PUT', path, { body: ${changed}, headers: { 'if-match': '"1"' } });`,
      `expect(answer).toMatchObject({ status: 412, body: { type: 'urn:problem:precondition-failed' } });`,
      '});',
    ),
    block(
      `it('${useCase.name} applies all changes that mean no version', async () => {`,
      created(model),
      `const answers = await Promise.all([1, 2, 3, 4].map(() => call(url, 'PUT', path, { body: ${changed} })));`,
      'expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);',
      `expect(answers.map(({ headers }) => headers.get('etag')).toSorted()).toEqual(['"2"', '"3"', '"4"', '"5"']);`,
      '});',
    ),
    block(
      `it('${useCase.name} refuses a wrong ${field.name}, and what does not exist', async () => {`,
      created(model),
      `const wrong = { ...input, ${field.name}: ${refusedValues(field.type)[0]?.code ?? 'null'} };`,
      `expect(await call(url, 'PUT', path, { body: wrong })).toMatchObject({ status: 400, body: { errors: [{ pointer: ${literal(`#/${field.name}`)} }] } });`,
      `expect(await call(url, 'PUT', \`\${collection}/x\`, { body: input })).toMatchObject({ status: 404 });`,
      '});',
    ),
  ];
};

const removal = (model: AggregateModel, { useCase, events }: UseCaseModel): string[] => [
  block(
    `it('${useCase.name} removes it once', async () => {`,
    'const { url, stop, directory } = await runService();',
    `const { body } = await call(url, 'POST', collection, { body: ${inputCall(model)} });`,
    `const path = \`\${collection}/\${String(body['id'])}\`;`,
    `expect(await call(url, 'DELETE', path)).toMatchObject({ status: 204, text: '' });`,
    `expect(await call(url, 'DELETE', path)).toMatchObject({ status: 404 });`,
    model.get && `expect(await call(url, 'GET', path)).toMatchObject({ status: 404 });`,
    'await stop();',
    `expect(eventsIn(directory)).toHaveLength(${model.create.events.length + events.length});`,
    '});',
  ),
  block(
    `it('${useCase.name} refuses a stale version', async () => {`,
    'const url = shared.url();',
    `const { body } = await call(url, 'POST', collection, { body: ${freshInput(model)} });`,
    `const path = \`\${collection}/\${String(body['id'])}\`;`,
    `const answer = await call(url, 'DELETE', path, { headers: { 'if-match': '"7"' } });`,
    `expect(answer).toMatchObject({ status: 412, body: { type: 'urn:problem:precondition-failed' } });`,
    '});',
  ),
];

/** Tests of update and remove over HTTP. */
export const changeTests = (model: AggregateModel): string[] => [
  ...(model.update ? update(model, model.update) : []),
  ...(model.remove ? removal(model, model.remove) : []),
];
