import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { possibleChanges } from './domain-change-tests.ts';
import { calledEvents } from './expected-events.ts';
import { isTelling } from './numbered-values.ts';
import { freshInput, preparedCall } from './prepared-file.ts';
import { refusedValues } from './refused-values.ts';
import { referencesOf } from './worlds.ts';

/** What a resource shows of a change: parts are completed. */
const shownChange = ({ given }: AggregateModel): string =>
  given.some(({ type }) => type.kind === 'list')
    ? given
        .filter(({ type }) => type.kind !== 'list')
        .map(({ name }) => `${name}: changed.${name}, `)
        .join('')
    : '...changed, ';

const created = (model: AggregateModel): string =>
  block(
    'const url = shared.url();',
    `const input = ${freshInput(model)};`,
    `const { body } = await call(url, 'POST', collection, { body: input });`,
    `const path = \`\${collection}/\${String(body['id'])}\`;`,
  );

/**
 * A field that may get another value over HTTP, and code for that value: a fresh one where references must name what is there or
 * a rule looks at what others have.
 */
const calledChange = (model: AggregateModel, useCase: UseCaseModel) => {
  const references = new Set(referencesOf(model).map(({ field }) => field.name));
  const changes = possibleChanges(model, useCase);
  const change = changes.find(({ field }) => !references.has(field.name)) ?? changes[0];
  if (!change) return undefined;
  const { field, value } = change;
  const isFresh = references.has(field.name) || isTelling(model, field);
  return { field, code: isFresh ? `(${freshInput(model)}).${field.name}` : literal(value) };
};

const update = (model: AggregateModel, { useCase, ...rest }: UseCaseModel): string[] => {
  const change = calledChange(model, { useCase, ...rest });
  if (!change) return [];
  const { field, code } = change;
  const changed = `{ ...input, ${field.name}: ${code} }`;
  return [
    block(
      `it('${useCase.name} replaces the fields and nothing else', async () => {`,
      created(model),
      `const changed = ${changed};`,
      `const answer = await call(url, 'PUT', path, { body: changed, headers: { 'if-match': '"1"' } });`,
      `expect(answer).toMatchObject({ status: 200, body: { ${shownChange(model)}id: body['id'], recordedAt: body['recordedAt'] } });`,
      `expect(answer.headers.get('etag')).toBe('"2"');`,
      model.get && `expect((await call(url, 'GET', path)).body).toEqual(answer.body);`,
      '});',
    ),
    block(
      `it('${useCase.name} refuses a stale version', async () => {`,
      created(model),
      `const changed = ${changed};`,
      `await call(url, 'PUT', path, { body: input });`,
      `const answer = await call(url, 'PUT', path, { body: changed, headers: { 'if-match': '"1"' } });`,
      `expect(answer).toMatchObject({ status: 412, body: { type: 'urn:problem:precondition-failed' } });`,
      '});',
    ),
    block(
      `it('${useCase.name} applies all changes that mean no version', async () => {`,
      created(model),
      `const changed = ${changed};`,
      `const answers = await Promise.all([1, 2, 3, 4].map(() => call(url, 'PUT', path, { body: changed })));`,
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
    `const { body } = await call(url, 'POST', collection, { body: ${preparedCall(model, 'url')} });`,
    `const path = \`\${collection}/\${String(body['id'])}\`;`,
    `expect(await call(url, 'DELETE', path)).toMatchObject({ status: 204, text: '' });`,
    `expect(await call(url, 'DELETE', path)).toMatchObject({ status: 404 });`,
    model.get && `expect(await call(url, 'GET', path)).toMatchObject({ status: 404 });`,
    'await stop();',
    `const own = ${calledEvents(model, `body['id']`)};`,
    `expect(own).toHaveLength(${model.create.events.length + events.length});`,
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
