import { queryParameters } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block } from '../source-text.ts';
import { filterCases } from './filter-cases.ts';
import { canBeMany } from './input-file.ts';
import { changesByItself } from './expected-events.ts';
import { freshInput, preparedCall, usesNumber } from './prepared-file.ts';

const paging = (model: AggregateModel, name: string): string => {
  const number = usesNumber(model) ? 'number: number' : '';
  const numbered = (value: string) => `create(${usesNumber(model) ? value : ''})`;
  return block(
    `it('${name} covers each ${model.noun} once, newest first, whatever is written meanwhile', async () => {`,
    'const { url } = await runService();',
    `const create = async (${number}) => {`,
    `const { body } = await call(url, 'POST', collection, { body: ${preparedCall(model, 'url', 'number')} });`,
    `return body['id'];`,
    '};',
    'const ids: unknown[] = [];',
    usesNumber(model)
      ? 'for (const number of [1, 2, 3, 4, 5, 6, 7]) ids.unshift(await create(number));'
      : 'while (ids.length < 7) ids.unshift(await create());',
    'const seen: unknown[] = [];',
    'let cursor: unknown;',
    'do {',
    `const query = { limit: '3', ...(typeof cursor === 'string' && { cursor }) };`,
    `const { body } = await call(url, 'GET', collection, { query });`,
    `const items = body['items'] as { id: string }[];`,
    'seen.push(...items.map(({ id }) => id));',
    `cursor = body['nextCursor'];`,
    `await ${numbered('8 + seen.length')};`,
    '} while (cursor !== undefined);',
    'expect(seen).toEqual(ids);',
    '});',
  );
};

/** Tests of search over HTTP. */
export const searchTests = (model: AggregateModel): string[] => {
  const { search } = model;
  if (!search) return [];
  const { name } = search.useCase;
  const cases = filterCases(model, queryParameters(search.useCase, model.aggregate));
  return [
    canBeMany(model) ? paging(model, name) : '',
    cases.length > 0 && canBeMany(model)
      ? block(
          'it.each<[string, unknown, object, object]>([',
          ...cases,
          `])('${name} finds by %s', async (parameter, value, meant, other) => {`,
          'const url = shared.url();',
          `const { body: one } = await call(url, 'POST', collection, { body: { ...${freshInput(model)}, ...meant } });`,
          `const { body: two } = await call(url, 'POST', collection, { body: { ...${freshInput(model)}, ...other } });`,
          `const query = { [parameter]: String(value), limit: '200' };`,
          `const { status, body } = await call(url, 'GET', collection, { query });`,
          'expect(status).toBe(200);',
          ...(changesByItself(model)
            ? [
                `const ids = (body['items'] as { id: string }[]).map(({ id }) => id);`,
                `expect(ids).toContain(one['id']);`,
                `expect(ids).not.toContain(two['id']);`,
              ]
            : [
                `expect(body['items']).toContainEqual(one);`,
                `expect(body['items']).not.toContainEqual(two);`,
              ]),
          '});',
        )
      : '',
    block(
      `it.each([`,
      `['limit', '0'], ['limit', '201'], ['limit', 'many'], ['cursor', 'made-up'], ['unheardOf', '1'],`,
      `])('${name} refuses %s=%s and names it', async (parameter, value) => {`,
      `const answer = await call(shared.url(), 'GET', collection, { query: { [parameter]: value } });`,
      'expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter }] } });',
      `expect(answer.body['detail']).toContain(parameter);`,
      '});',
    ),
    block(
      `it('${name} finds nothing where there is nothing', async () => {`,
      'const { url } = await runService();',
      `expect((await call(url, 'GET', collection)).body).toEqual({ items: [] });`,
      '});',
    ),
  ];
};
