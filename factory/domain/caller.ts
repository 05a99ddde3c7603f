import type { Person } from './review.ts';
import type { AccessRole } from './role.ts';

/** Whoever sends a request, as a token or a key proves it. */
export type Caller = {
  /** Key of the tenant whose everything they see and change. */
  tenant: string;
  roles: readonly AccessRole[];
  person: Person;
};

/** What a request shows of who sent it: the header `Authorization` and the access key, as they came. */
export type Credentials = { authorization: string | undefined; key: string | undefined };

/** Why nobody is let in: nothing was shown (no `error`), or what was shown is not good. RFC 6750. */
export type Unauthenticated = { error?: 'invalid_request' | 'invalid_token'; why: string };

/** Finds out who calls. Throws `transient` where that cannot be found out now. */
export type Authenticate = (
  credentials: Credentials,
) => Promise<{ caller: Caller } | { refused: Unauthenticated }>;
