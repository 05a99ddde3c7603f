import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';

import type { Directory } from '../../../factory/domain/access-settings.ts';
import type { Caller, Unauthenticated } from '../../../factory/domain/caller.ts';
import { callerOfClaims } from './token-claims.ts';
import { issuerOf, type KeySets } from './key-sets.ts';

/** How far the clocks may differ. Seconds. */
const SKEW_SECONDS = 60;
const MAX_CHARACTERS = 16_384;
const ALGORITHMS = ['RS256'];

export type TokenOptions = {
  authority: string;
  /** What a token must be for: the client id of the API, or its `api://` address. */
  audience: string;
  /** Scope that a user's token must have. */
  scope: string;
  directories: readonly Directory[];
  keySets: KeySets;
  now: () => number;
};

type Verified = { caller: Caller } | { refused: Unauthenticated };

const refuse = (why: string): { refused: Unauthenticated } => ({ refused: { error: 'invalid_token', why } });

/** The directory that a token says it is of, before anything of it is believed: only one that is allowed is asked for keys. */
const directoryOf = (token: string, directories: readonly Directory[]): Directory | undefined => {
  try {
    if (!ALGORITHMS.includes(decodeProtectedHeader(token).alg ?? '')) return undefined;
    const tid: unknown = decodeJwt(token)['tid'];
    return typeof tid === 'string'
      ? directories.find(({ directory }) => directory === tid.toLowerCase())
      : undefined;
  } catch {
    return undefined;
  }
};

const WHY: Readonly<Record<string, string>> = {
  aud: 'The token is for another audience.',
  iss: 'The token is of another issuer.',
  nbf: 'The token is not valid yet.',
};

const whyNot = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return WHY[error.claim] ?? `Claim ${error.claim.slice(0, 20)} of the token is not what it must be.`;
  return 'The token is not valid.';
};

/**
 * Who a token of Entra ID proves to be: signature by the keys of its directory, RS256 only, exact issuer of that directory,
 * audience, time, a directory that is allowed, and a scope or an application's own token. A key id that is not known has
 * the keys read again, which is limited. Throws `transient` where no keys can be read.
 */
export const createTokenVerifier = ({
  authority,
  audience,
  scope,
  directories,
  keySets,
  now,
}: TokenOptions) => {
  const verify = async (token: string, directory: string): Promise<JWTPayload> => {
    const options = {
      algorithms: ALGORITHMS,
      issuer: issuerOf(authority, directory),
      audience,
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(now()),
      requiredClaims: ['exp', 'iat', 'tid'],
    };
    try {
      return (await jwtVerify(token, await keySets.keysOf(directory), options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await keySets.renew(directory))) throw error;
      return (await jwtVerify(token, await keySets.keysOf(directory), options)).payload;
    }
  };

  return async (token: string): Promise<Verified> => {
    if (token.length > MAX_CHARACTERS) return refuse('The token is too long.');
    const found = directoryOf(token, directories);
    if (!found) return refuse('The token is none of a directory that may call, or not signed with RS256.');
    try {
      const payload = await verify(token, found.directory);
      const caller = callerOfClaims(payload, found.tenant, scope);
      return caller ? { caller } : refuse('The token is no access token of this API.');
    } catch (error) {
      if (error instanceof errors.JOSEError) return refuse(whyNot(error));
      throw error;
    }
  };
};
