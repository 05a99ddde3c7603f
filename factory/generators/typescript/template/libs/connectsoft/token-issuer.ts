import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

import type { TokenSource } from './authentication.ts';

/** Who issues the tokens of callers, as an identity provider describes itself by OpenID Connect Discovery. */
export type TokenIssuer = {
  /** URL, exactly as its tokens name it. */
  issuer: string;
  audience: string;
  nameClaim: string;
  /** Where its public keys are; absent: where its OpenID configuration says. */
  jwksUrl?: string;
};

/** Milliseconds in which an identity provider must answer. */
const timeout = 5_000;

const discovered = async (issuer: string): Promise<string> => {
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(place, { signal: AbortSignal.timeout(timeout), redirect: 'error' });
  if (!response.ok) throw new Error(`${place} answered ${response.status}`);
  const { issuer: own, jwks_uri: keys } = (await response.json()) as Record<string, unknown>;
  if (own !== issuer) throw new Error(`${place} is the configuration of another issuer`);
  if (typeof keys !== 'string') throw new Error(`${place} names no keys`);
  return keys;
};

/** Tokens of an identity provider. Its keys are looked up when the first token comes, and kept. */
export const issuedTokens = ({ issuer, audience, nameClaim, jwksUrl }: TokenIssuer): TokenSource => {
  let keys: JWTVerifyGetKey | undefined;
  const findKeys = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(new URL(jwksUrl ?? (await discovered(issuer))), { timeoutDuration: timeout });
  return {
    issuer,
    audience,
    nameClaim,
    algorithms: ['RS256', 'PS256', 'ES256'],
    key: async (header, token) => {
      keys ??= await findKeys();
      return keys(header, token);
    },
  };
};
