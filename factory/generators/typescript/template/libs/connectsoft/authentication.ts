import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';

import { Problem } from './problem.ts';
import type { Actor } from './request-context.ts';

/** Tells from the `Authorization` header of a request who calls. Throws a Problem (401) for whoever does not prove it. */
export type Authenticate = (authorization: string | undefined) => Promise<Actor>;

/** Whose tokens are believed, and how they are checked: never as a token itself says. */
export type TokenSource = {
  issuer: string;
  audience: string;
  algorithms: readonly string[];
  /** Name of the claim that holds the actor's name. */
  nameClaim: string;
  /** Rejects with something that is no error of `jose` where the keys cannot be had now. */
  key: JWTVerifyGetKey;
};

/** Seconds by which clocks may differ. */
const clockTolerance = 30;

const refusal = (challenge: string, detail: string): Problem =>
  new Problem('unauthenticated', detail, [], { headers: { 'www-authenticate': challenge } });

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** Nobody where the claims do not say who it is. */
const actorOf = (claims: JWTPayload, nameClaim: string): Actor | undefined => {
  const { [nameClaim]: name, roles = [] } = claims;
  return isText(name) && isTexts(roles) ? { name, roles } : undefined;
};

/** What is wrong with a token is nobody's business; that its keys cannot be had is the fault of no caller. */
const isFaultOfToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid);

const believed = async (token: string, source: TokenSource): Promise<Actor | undefined> => {
  const { issuer, audience, algorithms, nameClaim, key } = source;
  const checks = { issuer, audience, algorithms: [...algorithms], clockTolerance, requiredClaims: ['exp'] };
  try {
    const { payload } = await jwtVerify(token, key, checks);
    return actorOf(payload, nameClaim);
  } catch (error) {
    if (isFaultOfToken(error)) return undefined;
    throw error;
  }
};

/** Believes bearer tokens (JWT) of the given sources, which are asked in their order. */
export const bearerAuthentication =
  (sources: readonly TokenSource[]): Authenticate =>
  async (authorization) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined)
      throw refusal('Bearer', 'Say who you are: Authorization must be Bearer and a token');
    for (const source of sources) {
      const actor = await believed(token, source);
      if (actor) return actor;
    }
    throw refusal('Bearer error="invalid_token"', 'The token is not valid: get a new one');
  };
