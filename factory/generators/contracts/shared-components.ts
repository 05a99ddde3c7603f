import type { JsonObject } from './json-object.ts';

/** Parameters that more than one operation may take, by component name. */
export const parameters = {
  CorrelationId: {
    name: 'X-Correlation-Id',
    in: 'header',
    description:
      'Ties calls together; answered and logged. 1–128 characters of `A-Za-z0-9._-`, anything else is replaced.',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Makes the call repeatable: the same key and body again is answered as the first time and writes nothing.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The `ETag` of the version that is meant; a stale one is refused.',
    schema: { type: 'string' },
    example: '"1"',
  },
  Limit: {
    name: 'limit',
    in: 'query',
    description: 'Most items on a page.',
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  },
  Cursor: {
    name: 'cursor',
    in: 'query',
    description:
      '`nextCursor` of the page before; opaque. Paging covers every item that existed at the first page once.',
    schema: { type: 'string' },
  },
} as const satisfies Record<string, JsonObject>;

export type ParameterName = keyof typeof parameters;

/** Headers of answers, by component name. */
export const headers = {
  CorrelationId: {
    description: 'The correlation id of the call: the caller’s, else one made by the service.',
    schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9._-]+$' },
  },
  ETag: {
    description: 'Version of the resource.',
    required: true,
    schema: { type: 'string', pattern: '^"[0-9]+"$' },
    example: '"1"',
  },
  Location: {
    description: 'Path of the new resource.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
  Challenge: {
    description: 'How to say who calls (RFC 6750).',
    required: true,
    schema: { type: 'string', pattern: '^Bearer' },
  },
  ContentDisposition: {
    description: 'Suggests a file name.',
    required: true,
    schema: { type: 'string', pattern: '^attachment; filename="[^"]+"$' },
  },
} as const satisfies Record<string, JsonObject>;

export type HeaderName = keyof typeof headers;

export const parameterRef = (name: ParameterName): JsonObject => ({
  $ref: `#/components/parameters/${name}`,
});

export const headerRef = (name: HeaderName): JsonObject => ({ $ref: `#/components/headers/${name}` });
