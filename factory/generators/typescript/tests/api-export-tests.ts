import type { Field } from '../../../domain/blueprint.ts';
import { operationsOf, queryParameters } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { filterCases } from './filter-cases.ts';
import { canBeMany } from './input-file.ts';
import { isTelling } from './numbered-values.ts';
import { freshInput, preparedCall } from './prepared-file.ts';

/** A field that can hold what a spreadsheet would calculate. */
const formulaField = ({ given }: AggregateModel): Field | undefined =>
  given.find(
    ({ type }) =>
      type.kind === 'text' || (type.kind === 'string' && type.minLength <= 4 && type.maxLength >= 4),
  );

const create = (body: string): string => `await call(url, 'POST', collection, { body: ${body} });`;

const csv = (model: AggregateModel, name: string, path: string): string => {
  const field = formulaField(model);
  const header = ['id', 'recordedAt', ...model.given.map((own) => own.name)].join(',');
  const isAll = model.given.length === model.aggregate.fields.length && model.serverFields.length === 0;
  const body = field ? `{ ...${freshInput(model)}, ${field.name}: '=1+1' }` : freshInput(model);
  return block(
    `it('${name} writes CSV${field ? ' in which nothing is a formula' : ''}', async () => {`,
    'const url = shared.url();',
    create(body),
    `const answer = await call(url, 'GET', ${path}, { query: { format: 'csv' } });`,
    'expect(answer.status).toBe(200);',
    `expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');`,
    `expect(answer.headers.get('content-disposition')).toBe('attachment; filename="${model.collection}.csv"');`,
    `expect(answer.text.startsWith(${literal(isAll ? `${header}\r\n` : 'id,recordedAt,')})).toBe(true);`,
    field && `expect(answer.text).toContain(",'=1+1");`,
    '});',
  );
};

const ndjson = (model: AggregateModel, name: string, path: string): string =>
  block(
    `it('${name} writes one JSON document a line, oldest first', async () => {`,
    'const url = shared.url();',
    `const { body: first } = ${create(freshInput(model))}`,
    canBeMany(model) && `const { body: second } = ${create(freshInput(model))}`,
    `const answer = await call(url, 'GET', ${path}, { headers: { accept: 'application/x-ndjson' } });`,
    `expect(answer.headers.get('content-type')).toBe('application/x-ndjson');`,
    `expect(answer.headers.get('content-disposition')).toBe('attachment; filename="${model.collection}.ndjson"');`,
    `const lines = answer.text.trim().split('\\n').map((line) => JSON.parse(line) as unknown);`,
    `expect(lines.slice(${canBeMany(model) ? '-2' : '-1'})).toEqual([first${canBeMany(model) ? ', second' : ''}]);`,
    '});',
  );

const choice = (name: string, path: string): string =>
  block(
    `it('${name} writes CSV where nothing else is asked for, and refuses what it cannot write', async () => {`,
    `const { headers } = await call(shared.url(), 'GET', ${path});`,
    `expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');`,
    `const answer = await call(shared.url(), 'GET', ${path}, { query: { format: 'xlsx' } });`,
    `expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter: 'format' }] } });`,
    '});',
  );

const filtering = (model: AggregateModel, name: string, path: string): string => {
  const cases = model.export
    ? filterCases(model, queryParameters(model.export.useCase, model.aggregate))
    : [];
  if (cases.length === 0 || !canBeMany(model)) return '';
  // Where a rule looks at what others have, those of other tests would be in the way.
  const isAlone = model.given.some((field) => isTelling(model, field));
  const [first, second] = isAlone
    ? [preparedCall(model, 'url', '1'), preparedCall(model, 'url', '2')]
    : [freshInput(model), freshInput(model)];
  return block(
    'it.each<[string, unknown, object, object]>([',
    ...cases,
    `])('${name} writes those that %s asks for', async (parameter, value, meant, other) => {`,
    isAlone ? 'const { url } = await runService();' : 'const url = shared.url();',
    `const { body: one } = ${create(`{ ...${first}, ...meant }`)}`,
    `const { body: two } = ${create(`{ ...${second}, ...other }`)}`,
    `const { text } = await call(url, 'GET', ${path}, { query: { [parameter]: String(value) } });`,
    `expect(text).toContain(String(one['id']));`,
    `expect(text).not.toContain(String(two['id']));`,
    '});',
  );
};

/** Tests of export over HTTP. */
export const exportTests = (model: AggregateModel): string[] => {
  const exported = model.export;
  if (!exported) return [];
  const { name, formats } = exported.useCase;
  const operation = operationsOf(model.service).find(({ useCase }) => useCase === exported.useCase);
  const path = literal(operation?.path ?? '');
  return [
    formats.includes('csv') ? csv(model, name, path) : '',
    formats.includes('ndjson') ? ndjson(model, name, path) : '',
    formats.length > 1 ? choice(name, path) : '',
    filtering(model, name, path),
  ];
};
