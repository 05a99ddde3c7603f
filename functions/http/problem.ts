import type { Problem } from '../openapi/components.ts';
import type { Answer } from './answer.ts';

export type ProblemName =
  | 'validation'
  | 'not-found'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'definition-refused'
  | 'idempotency-key-reused'
  | 'unavailable'
  | 'internal';

const kinds: Record<ProblemName, { status: number; title: string }> = {
  validation: { status: 400, title: 'The request is not valid' },
  'not-found': { status: 404, title: 'Not found' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON' },
  'definition-refused': { status: 422, title: 'The definition cannot be built' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key was used for something else' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
  internal: { status: 500, title: 'Internal error' },
};

/** An answer as RFC 9457 problem details. */
export const problem = (
  name: ProblemName,
  detail: string,
  more: Pick<Problem, 'errors' | 'reason' | 'suggestion'> = {},
): Answer => {
  const { status, title } = kinds[name];
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    jsonBody: { type: `urn:problem:${name}`, title, status, detail, ...more } satisfies Problem,
  };
};
