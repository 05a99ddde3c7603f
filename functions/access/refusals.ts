import type { Unauthenticated } from '../../factory/domain/caller.ts';
import type { AccessRole } from '../../factory/domain/role.ts';
import type { Answer } from '../http/answer.ts';
import { problem, type ProblemName } from '../http/problem.ts';

const withHeader = (name: ProblemName, detail: string, header: Record<string, string>): Answer => {
  const answer = problem(name, detail);
  return { ...answer, headers: { ...answer.headers, ...header } };
};

/** A quoted string of a header: our own words only, none of which a caller wrote. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, "'")}"`;

/** 401, with what RFC 6750 says of why. */
export const unauthenticated = ({ error, why }: Unauthenticated): Answer =>
  withHeader('unauthenticated', why, {
    'www-authenticate':
      error === undefined ? 'Bearer' : `Bearer error="${error}", error_description=${quoted(why)}`,
  });

/** 403: the operation is for others. */
export const roleMissing = (needed: readonly AccessRole[], held: readonly AccessRole[]): Answer =>
  withHeader(
    'role-missing',
    `This needs the role ${needed.join(' or ')}; the caller has ${held.join(', ') || 'none'}.`,
    { 'www-authenticate': `Bearer error="insufficient_scope", scope="${needed.join(' ')}"` },
  );

/** 429: the tenant asked too often. */
export const tooManyRequests = (waitMs: number): Answer =>
  withHeader('too-many-requests', 'The tenant sends more requests a minute than it may.', {
    'retry-after': String(Math.max(1, Math.ceil(waitMs / 1_000))),
  });
