import type { ValidateFunction } from 'ajv';

import { ajvFor } from './asset-schema.ts';
import type { Exchange } from './exchange.ts';
import { at, isObject, type ApiOperation, type Json } from './openapi-document.ts';
import { schemaErrors } from './schema-errors.ts';

const ajv = ajvFor('2020-12', { coerceTypes: false });
const validators = new WeakMap<object, ValidateFunction>();

const validatorOf = (schema: Json): ValidateFunction => {
  const known = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, known);
  return known;
};

/** The response that a contract declares for a status: by number, by family, or by default. */
const responseFor = ({ responses }: ApiOperation, status: number): Json | undefined =>
  responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];

const headerErrors = (response: Json, { headers }: Exchange): string[] =>
  Object.entries(isObject(response['headers']) ? response['headers'] : {}).flatMap(([name, header]) => {
    const value = headers.get(name);
    if (value === null) return at(header, 'required') === true ? [`header ${name} is missing`] : [];
    const schema = at(header, 'schema');
    const validate = isObject(schema) ? validatorOf(schema) : undefined;
    return validate && !validate(value) ? [`header ${name} breaks its schema`] : [];
  });

/** What is wrong with an answer, held against the contract: status, media type, headers, body. */
export const answerErrors = (operation: ApiOperation, answer: Exchange): string[] => {
  const response = responseFor(operation, answer.status);
  if (answer.status === 0) return [`no answer: ${answer.text}`];
  if (!response) return [`status ${answer.status} is not declared: ${answer.text.slice(0, 300)}`];
  const content = isObject(response['content']) ? response['content'] : undefined;
  const headers = headerErrors(response, answer);
  if (!content) return answer.text === '' ? headers : [...headers, 'the answer has a body, none is declared'];
  const media = content[answer.type];
  if (!isObject(media)) return [...headers, `media type "${answer.type}" is not declared`];
  const schema = media['schema'];
  if (!isObject(schema) || !/[/+]json$/.test(answer.type)) return headers;
  if (answer.json === undefined) return [...headers, 'the body is not JSON'];
  const validate = validatorOf(schema);
  return validate(answer.json) ? headers : [...headers, ...schemaErrors(validate.errors)];
};

const text = (value: unknown): boolean => typeof value === 'string' && value !== '';

/**
 * What is wrong with a refusal: RFC 9457 asks for a problem that says what happened. `expected` is the field that it must
 * name, or the type that it must have.
 */
export const problemErrors = (answer: Exchange, expected?: string | { type: string }): string[] => {
  if (answer.type !== 'application/problem+json') return [`media type "${answer.type}" is no problem`];
  const problem = answer.json;
  if (!isObject(problem)) return ['the problem is no JSON object'];
  const { type, title, status, detail, errors } = problem;
  const isNamed = typeof expected !== 'string' || JSON.stringify([detail, errors]).includes(expected);
  const wanted = typeof expected === 'object' ? `urn:problem:${expected.type}` : type;
  return [
    ...(text(type) && String(type).startsWith('urn:problem:') ? [] : ['"type" names no problem']),
    ...(type === wanted ? [] : [`"type" is ${String(type)}, not ${String(wanted)}`]),
    ...(text(title) ? [] : ['"title" is missing']),
    ...(status === answer.status ? [] : [`"status" is not ${answer.status}`]),
    ...(text(detail) ? [] : ['"detail" is missing']),
    ...(isNamed ? [] : [`the problem does not name "${String(expected)}": ${String(detail)}`]),
  ];
};
