import type { JsonObject } from './json-object.ts';
import { headerRef } from './shared-components.ts';

/** Not `Problem`: a service may well keep problems. */
export const PROBLEM_SCHEMA = 'ProblemDetails';

export const problemSchema: JsonObject = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri', description: '`urn:problem:` and the name of the problem.' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'What is wrong and what to do.' },
    instance: { type: 'string', description: 'The path that was asked for.' },
    errors: {
      type: 'array',
      description: 'Present where fields or parameters are at fault.',
      minItems: 1,
      items: {
        type: 'object',
        required: ['detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'JSON Pointer into the body, as a URI fragment: `#/name`.',
          },
          parameter: { type: 'string', description: 'Name of the query parameter or header.' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

type Problem = { status: number; type: string; title: string; description: string };

/** The problems of the generated service, by the name of their response component. */
export const problems = {
  ValidationFailed: {
    status: 400,
    type: 'validation',
    title: 'Validation failed',
    description: 'The body, a parameter or a header breaks its schema or is unknown; `errors` names each.',
  },
  NotFound: {
    status: 404,
    type: 'not-found',
    title: 'Not found',
    description: 'There is nothing with this id.',
  },
  Conflict: {
    status: 409,
    type: 'conflict',
    title: 'Conflict',
    description: 'Another one has the value of a field that must be unique; `errors` names the field.',
  },
  PreconditionFailed: {
    status: 412,
    type: 'precondition-failed',
    title: 'Precondition failed',
    description: 'It has changed since the version that `If-Match` names. Get it again, then repeat.',
  },
  PayloadTooLarge: {
    status: 413,
    type: 'payload-too-large',
    title: 'Payload too large',
    description: 'The body is over 1 MiB.',
  },
  UnsupportedMediaType: {
    status: 415,
    type: 'unsupported-media-type',
    title: 'Unsupported media type',
    description: 'The body is not `application/json`.',
  },
  IdempotencyKeyReused: {
    status: 422,
    type: 'idempotency-key-reused',
    title: 'Idempotency key reused',
    description: 'The same `Idempotency-Key` came before with another body.',
  },
  InternalError: {
    status: 500,
    type: 'internal',
    title: 'Internal error',
    description: 'The service failed; its log has the reason under the correlation id.',
  },
} as const satisfies Record<string, Problem>;

export type ProblemName = keyof typeof problems;

const correlated: JsonObject = { 'X-Correlation-Id': headerRef('CorrelationId') };

const problemContent = (example?: JsonObject): JsonObject => ({
  'application/problem+json': {
    schema: { $ref: `#/components/schemas/${PROBLEM_SCHEMA}` },
    ...(example ? { example } : {}),
  },
});

/** Response components: one for each problem, and those of the operational paths. */
export const problemResponseComponents: Record<ProblemName | 'Refused' | 'NotReady', JsonObject> = {
  ...(Object.fromEntries(
    Object.entries(problems).map(([name, { status, type, title, description }]): [string, JsonObject] => [
      name,
      {
        description,
        headers: correlated,
        content: problemContent({
          type: `urn:problem:${type}`,
          title,
          status,
          detail: description,
          instance: '/',
        }),
      },
    ]),
  ) as Record<ProblemName, JsonObject>),
  Refused: { description: 'The request is malformed.', headers: correlated, content: problemContent() },
  NotReady: { description: 'The store does not answer.', headers: correlated, content: problemContent() },
};

/** `responses` of an operation that can meet these problems. */
export const problemResponses = (names: readonly ProblemName[]): JsonObject =>
  Object.fromEntries(
    names.map((name) => [String(problems[name].status), { $ref: `#/components/responses/${name}` }]),
  );
