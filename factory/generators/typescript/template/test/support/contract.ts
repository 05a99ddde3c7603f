import { readFileSync } from 'node:fs';

import type { ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

import type { OpenApiDocument } from '#connectsoft/openapi-document';
import { schemaValidator } from '#connectsoft/schema-validator';

import { claims, remember } from './caller.ts';

type ResponseObject = { $ref?: string; content?: Record<string, { schema: object }> };

type Documented = { operationId: string; responses: Record<string, ResponseObject> };

const file = new URL('../../api/openapi.json', import.meta.url);

/** The published document. */
export const contract = JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument;

const schemas = schemaValidator(contract);

const patterns = Object.keys(contract.paths)
  .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
  .toSorted((left, right) => left.path.split('{').length - right.path.split('{').length);

const documentedOperation = (method: string, path: string): Documented | undefined => {
  const item = patterns.find(({ pattern }) => pattern.test(path))?.path ?? '';
  const operations: Record<string, unknown> = contract.paths[item] ?? {};
  return operations[method.toLowerCase()] as Documented | undefined;
};

const resolved = (response: ResponseObject | undefined): ResponseObject | undefined => {
  const name = response?.$ref?.slice('#/components/responses/'.length);
  return name ? (contract.components['responses']?.[name] as ResponseObject | undefined) : response;
};

const validators = new Map<string, ValidateFunction>();

/** Compiled once for all answers of a kind. */
const validatorOf = (schema: object): ValidateFunction => {
  const text = JSON.stringify(schema).replaceAll('"#/', '"openapi#/');
  const validate = validators.get(text) ?? schemas.compile(JSON.parse(text) as object);
  validators.set(text, validate);
  return validate;
};

const expectValid = (schema: object, body: unknown): void => {
  const validate = validatorOf(schema);
  validate(body);
  expect(validate.errors ?? []).toEqual([]);
};

export type Answer = { status: number; headers: Headers; text: string; body: Record<string, unknown> };

const isJson = (type: string): boolean => type === 'application/json' || type.endsWith('+json');

const parsed = (type: string, text: string): Record<string, unknown> =>
  isJson(type) && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {};

export type Call = {
  body?: unknown;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** What time it is, RFC 3339. */
  at?: string;
  /** Who calls, as `mia;roles=manager`; null: nobody. */
  as?: string | null;
};

const mediaTypeOf = (headers: Headers): string => (headers.get('content-type') ?? '').replace(/;.*/, '');

const send = async (url: string, method: string, path: string, call: Call): Promise<Answer> => {
  const target = new URL(path, url);
  target.search = new URLSearchParams(call.query).toString();
  const body = typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(target, {
    method,
    headers: { ...type, ...claims(path, call), ...call.headers },
    body: body ?? null,
  });
  const { status, headers } = response;
  const text = await response.text();
  const answer = { status, headers, text, body: parsed(mediaTypeOf(headers), text) };
  remember(path, answer.body);
  return answer;
};

const expectProblem = ({ status, headers, body }: Answer, path: string): void => {
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:problem:[a-z-]+$/),
    title: expect.any(String),
    detail: expect.any(String),
    status,
    instance: path,
  });
};

const expectDocumented = (
  { operationId, responses }: Documented,
  { status, headers, text, body }: Answer,
) => {
  const response = resolved(responses[status] ?? responses['4XX']);
  expect(response, `${operationId} does not document ${status}: ${text}`).toBeDefined();
  const content = response?.content ?? {};
  const type = mediaTypeOf(headers);
  expect(Object.keys(content).concat(text === '' ? type : [])).toContain(type);
  const schema = content[type]?.schema;
  if (schema && isJson(type)) expectValid(schema, body);
};

/** Calls the service and holds its answer against the published document: its status, its media type, its body. */
export const call = async (
  url: string,
  method: string,
  path: string,
  options: Call = {},
): Promise<Answer> => {
  const answer = await send(url, method, path, options);
  expect(answer.headers.get('x-correlation-id')).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
  if (answer.status >= 400) expectProblem(answer, path);
  const documented = documentedOperation(method, path);
  if (documented) expectDocumented(documented, answer);
  return answer;
};
