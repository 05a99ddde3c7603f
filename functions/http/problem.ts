import { redactSecrets } from '../../factory/domain/secrets.ts';
import type { Problem } from '../openapi/components.ts';
import type { Answer } from './answer.ts';

/** Every problem type: its status, its title and when it is answered. In Markdown. */
export const PROBLEMS = {
  validation: {
    status: 400,
    title: 'The request is not valid',
    meaning: 'Body, parameter or header is not what the operation asks for; `errors` names each.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    meaning: 'There is no such project, artifact, review or path.',
  },
  'payload-too-large': { status: 413, title: 'The body is too large', meaning: 'More than 1 MiB.' },
  'unsupported-media-type': {
    status: 415,
    title: 'The body must be JSON',
    meaning: 'Its media type is not `application/json`.',
  },
  'definition-refused': {
    status: 422,
    title: 'The definition cannot be built',
    meaning:
      'The text cannot be read as a definition: `reason` says why, `suggestion` what would do. No project is made.',
  },
  'secret-in-definition': {
    status: 422,
    title: 'The definition holds a secret',
    meaning:
      'A credential stands in it: `errors` names each field and the kind, never the value. Nothing was kept; take it out, and revoke it where it is real.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key was used for something else',
    meaning: 'A project was made under this key from another definition.',
  },
  unauthorized: {
    status: 401,
    title: 'Who calls is not known',
    meaning: 'The secret is missing or another one. Nothing was read.',
  },
  forbidden: {
    status: 403,
    title: 'Not yours to decide',
    meaning:
      'The review asks for a role that the caller does not hold, or the caller may not accept what they submitted.',
  },
  unauthenticated: {
    status: 401,
    title: 'Who calls is not known',
    meaning:
      'No token or access key, or none that is good; `WWW-Authenticate` says which. The embedded host asks for none.',
  },
  'role-missing': {
    status: 403,
    title: 'The caller lacks the role',
    meaning:
      'The operation asks for a role that the token or key does not have; `detail` names those that would do.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many at a time',
    meaning:
      'The tenant sends more requests a minute, or has more event streams open, than it may; `Retry-After` says in how many seconds to try again.',
  },
  'review-conflict': {
    status: 409,
    title: 'The review is not what it was',
    meaning:
      'It was decided or withdrawn, or what it shows has changed since it was read. `detail` says which, and who decided what. Read it again.',
  },
  'decision-refused': {
    status: 422,
    title: 'This cannot be decided',
    meaning:
      'The review does not take this decision, or what an `amend` or an `answer` brings is not fit; `errors` names every problem. Nothing changed.',
  },
  'project-ended': {
    status: 409,
    title: 'The project has ended',
    meaning: 'There is nothing to cancel: it has ended, or is being ended for another reason.',
  },
  'project-running': {
    status: 409,
    title: 'The project runs',
    meaning: 'Only a project that has ended can be run again. Cancel it first.',
  },
  'stage-not-reached': {
    status: 422,
    title: 'The project cannot begin there',
    meaning: 'An earlier stage never completed, or what it wrote is gone. Begin with that stage.',
  },
  'not-supported': {
    status: 501,
    title: 'This version cannot do it',
    meaning: 'The message is well-formed and nothing is wrong with it, but this version has no answer to it.',
  },
  unavailable: {
    status: 503,
    title: 'Temporarily unavailable',
    meaning:
      'What the factory stands on does not answer; `Retry-After` says in how many seconds to try again.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    meaning: 'A fault of the factory; its log has the cause under `X-Correlation-Id`.',
  },
} as const satisfies Record<string, { status: number; title: string; meaning: string }>;
export type ProblemName = keyof typeof PROBLEMS;

type Told = Pick<Problem, 'detail' | 'errors' | 'reason' | 'suggestion'>;

/** What is wrong with a request is often told in its own words. */
const withoutSecrets = (told: Told): Told =>
  JSON.parse(JSON.stringify(told), (_, value: unknown) =>
    typeof value === 'string' ? redactSecrets(value) : value,
  ) as Told;

/** An answer as RFC 9457 problem details. */
export const problem = (
  name: ProblemName,
  detail: string,
  more: Pick<Problem, 'errors' | 'reason' | 'suggestion'> = {},
): Answer => {
  const { status, title } = PROBLEMS[name];
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    jsonBody: {
      type: `urn:problem:${name}`,
      title,
      status,
      ...withoutSecrets({ detail, ...more }),
    } satisfies Problem,
  };
};
