import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token of the loopback identity says. Seconds since 1970. */
export type Claims = {
  aud: string;
  iss: string;
  appid: string;
  iat: number;
  nbf?: number;
  exp: number;
  jti: string;
};

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const signature = (text: string, key: string): Buffer => createHmac('sha256', key).update(text).digest();

/** A token in the shape of a JWT. */
export const signToken = (claims: Claims, key: string): string => {
  const text = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${text}.${signature(text, key).toString('base64url')}`;
};

/** The claims of a token, unchecked; `undefined` for what is no token. */
export const claimsOf = (token: string): Claims | undefined => {
  const [, claims, ...rest] = token.split('.');
  if (claims === undefined || rest.length !== 1) return undefined;
  try {
    return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims;
  } catch {
    return undefined;
  }
};

/** The audience that a token is for, unchecked. */
export const audienceOf = (token: string): string | undefined => claimsOf(token)?.aud;

/** Whether a token was signed with a key. */
export const isSigned = (token: string, key: string): boolean => {
  const at = token.lastIndexOf('.');
  const given = Buffer.from(token.slice(at + 1), 'base64url');
  const own = signature(token.slice(0, Math.max(at, 0)), key);
  return given.length === own.length && timingSafeEqual(given, own);
};
