import { exchange } from './exchange.ts';
import { at } from './openapi-document.ts';

/** Who calls. */
export type Caller = { name: string; roles: readonly string[] };

/** The headers by which a caller proves itself to the service at a URL; `undefined` where the service gives it no token. */
export type Bearer = (url: string, caller: Caller) => Promise<{ authorization: string } | undefined>;

const asked = async (url: string, { name, roles }: Caller) => {
  const request = { method: 'POST', path: '/development/tokens', body: { name, roles } };
  const { status, json } = await exchange(url, request);
  const token = at(json, 'token');
  return status === 200 && typeof token === 'string' ? { authorization: `Bearer ${token}` } : undefined;
};

/** Asks services in development mode for tokens, once for each name and its roles. */
export const developmentTokens = (): Bearer => {
  const known = new Map<string, ReturnType<typeof asked>>();
  return (url, caller) => {
    const key = JSON.stringify([url, caller.name, caller.roles]);
    const headers = known.get(key) ?? asked(url, caller);
    known.set(key, headers);
    return headers;
  };
};
