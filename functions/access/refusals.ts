import type { Unauthenticated } from '../../factory/domain/caller.ts';
import type { AccessRole } from '../../factory/domain/role.ts';
import { withHeaders, type Answer } from '../http/answer.ts';
import { problem } from '../http/problem.ts';

/** A quoted string of a header: our own words only, none of which a caller wrote. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, "'")}"`;

/** 401, with what RFC 6750 says of why. */
export const unauthenticated = ({ error, why }: Unauthenticated): Answer =>
  withHeaders(problem('unauthenticated', why), {
    'www-authenticate':
      error === undefined ? 'Bearer' : `Bearer error="${error}", error_description=${quoted(why)}`,
  });

/** 403: the operation is for others. */
export const roleMissing = (needed: readonly AccessRole[], held: readonly AccessRole[]): Answer =>
  withHeaders(
    problem(
      'role-missing',
      `This needs the role ${needed.join(' or ')}; the caller has ${held.join(', ') || 'none'}.`,
    ),
    { 'www-authenticate': `Bearer error="insufficient_scope", scope="${needed.join(' ')}"` },
  );

/** 429: the tenant asked too often. */
export const tooManyRequests = (waitMs: number): Answer =>
  withHeaders(problem('too-many-requests', 'The tenant sends more requests a minute than it may.'), {
    'retry-after': String(Math.max(1, Math.ceil(waitMs / 1_000))),
  });
