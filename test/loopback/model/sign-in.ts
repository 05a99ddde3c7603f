import type { IncomingHttpHeaders } from 'node:http';

/** Audience that a bearer token must be for. */
export const AUDIENCE = 'https://cognitiveservices.azure.com';

/** A token of an audience as an identity endpoint makes them, unsigned. */
export const tokenFor = (audience: string): string =>
  [{ alg: 'none', typ: 'JWT' }, { aud: audience, oid: 'factory' }, {}]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

const audienceOf = (token: string): string | undefined => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'aud' in claims ? String(claims.aud) : undefined;
  } catch {
    return undefined;
  }
};

/** Whether a caller of the Azure side may: a token of the right audience, or the key. */
export const mayAskAzure = (headers: IncomingHttpHeaders, apiKey: string): boolean => {
  const { authorization = '' } = headers;
  if (headers['api-key'] !== undefined) return headers['api-key'] === apiKey && authorization === '';
  const audience = authorization.startsWith('Bearer ') ? audienceOf(authorization.slice(7)) : undefined;
  return audience === AUDIENCE || audience === `${AUDIENCE}/`;
};

/** Whether a caller of the compatible side may: the key as a bearer token. */
export const mayAskCompatible = ({ authorization }: IncomingHttpHeaders, apiKey: string): boolean =>
  authorization === `Bearer ${apiKey}`;
