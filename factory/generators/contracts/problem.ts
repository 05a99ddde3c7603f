import type { BrokenRule } from './broken-rules.ts';
import type { JsonObject } from './json-object.ts';
import { plainText } from './plain-text.ts';
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
    rule: { type: 'string', description: 'Name of the rule that was broken, where one was.' },
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
  Unauthenticated: {
    status: 401,
    type: 'unauthenticated',
    title: 'Unauthenticated',
    description: 'No valid bearer token says who calls.',
  },
  Forbidden: {
    status: 403,
    type: 'forbidden',
    title: 'Forbidden',
    description: 'The one who asks may not do this.',
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
  StateConflict: {
    status: 409,
    type: 'state-conflict',
    title: 'State conflict',
    description: 'In the state that it is in, this cannot be done.',
  },
  RuleViolated: {
    status: 409,
    type: 'rule-violated',
    title: 'Rule violated',
    description: 'It would break a rule, which `rule` names.',
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
  ReferenceNotFound: {
    status: 422,
    type: 'validation',
    title: 'Validation failed',
    description: 'What a field refers to does not exist; `errors` names the field.',
  },
  InvariantViolated: {
    status: 422,
    type: 'rule-violated',
    title: 'Rule violated',
    description: 'The values would break a rule, which `rule` names.',
  },
  InternalError: {
    status: 500,
    type: 'internal',
    title: 'Internal error',
    description: 'The service failed; its log has the reason under the correlation id.',
  },
} as const satisfies Record<string, Problem>;

export type ProblemName = keyof typeof problems;

/** A problem that an operation can meet; of a rule, the rules that it can break. */
export type Met =
  ProblemName | { problem: 'RuleViolated' | 'InvariantViolated'; rules: readonly BrokenRule[] };

const correlated: JsonObject = { 'X-Correlation-Id': headerRef('CorrelationId') };
const challenged: JsonObject = { ...correlated, 'WWW-Authenticate': headerRef('Challenge') };

const problemContent = (media: JsonObject = {}): JsonObject => ({
  'application/problem+json': { schema: { $ref: `#/components/schemas/${PROBLEM_SCHEMA}` }, ...media },
});

const exampleOf = (name: ProblemName, more: JsonObject = {}): JsonObject => {
  const { status, type, title, description } = problems[name];
  return { type: `urn:problem:${type}`, title, status, detail: description, instance: '/', ...more };
};

/** Response components: one for each problem, and those of the operational paths. */
export const problemResponseComponents: Record<ProblemName | 'Refused' | 'NotReady', JsonObject> = {
  ...(Object.fromEntries(
    (Object.keys(problems) as ProblemName[]).map((name): [string, JsonObject] => [
      name,
      {
        description: problems[name].description,
        headers: name === 'Unauthenticated' ? challenged : correlated,
        content: problemContent({ example: exampleOf(name) }),
      },
    ]),
  ) as Record<ProblemName, JsonObject>),
  Refused: { description: 'The request is malformed.', headers: correlated, content: problemContent() },
  NotReady: { description: 'The store does not answer.', headers: correlated, content: problemContent() },
};

const nameOf = (met: Met): ProblemName => (typeof met === 'string' ? met : met.problem);

/** One example for each rule, so that a caller sees which there are. */
const examplesOf = (met: Met): [string, JsonObject][] => {
  if (typeof met === 'string') {
    return [
      [met.charAt(0).toLowerCase() + met.slice(1), { summary: problems[met].title, value: exampleOf(met) }],
    ];
  }
  return met.rules.map(({ name, statement }) => [
    name,
    { summary: plainText(statement), value: exampleOf(met.problem, { detail: statement, rule: name }) },
  ]);
};

const responseOf = (met: readonly Met[]): JsonObject => {
  const [first, ...others] = met;
  if (typeof first === 'string' && others.length === 0) return { $ref: `#/components/responses/${first}` };
  return {
    description: met.map((each) => problems[nameOf(each)].description).join(' '),
    headers: correlated,
    content: problemContent({ examples: Object.fromEntries(met.flatMap(examplesOf)) }),
  };
};

/** `responses` of an operation that can meet these problems. */
export const problemResponses = (met: readonly Met[]): JsonObject => {
  const statuses = [...new Set(met.map((each) => problems[nameOf(each)].status))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      responseOf(met.filter((each) => problems[nameOf(each)].status === status)),
    ]),
  );
};
