import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { claimsOf, isSigned, signToken } from './token.ts';

type Options = {
  /** Of the user-assigned identities that the app has. */
  clientIds: readonly string[];
  /** Resources that it gives tokens for; for any where absent. */
  resources?: readonly string[];
  /** Seconds a token lasts; a day where absent, as with managed identities. */
  lifetimeSeconds?: number;
  now?: () => number;
};

export type TokenRequest = { resource: string; clientId: string | undefined };

/** Why a service refuses a token. */
export type Refusal = 'malformed' | 'signature' | 'audience' | 'expired';

const API_VERSION = '2019-08-01';

const bare = (audience: string): string => audience.replace(/\/\.default$/, '').replace(/\/+$/, '');

/**
 * The identity endpoint of App Service and Functions. One per process: the SDK keeps the first address that it finds. Refuses a call without the header of the app (401), of another version,
 * without a resource, or for an identity that the app does not have (400). It holds what it was asked for, and tells the
 * other servers whether a token is good.
 */
export const startIdentityServer = async (options: Options) => {
  const { clientIds, resources, now = Date.now } = options;
  const { lifetimeSeconds = 86_400 } = options;
  const lifetimes = new Map<string, number>();
  const key = randomUUID();
  const header = randomUUID();
  const requests: TokenRequest[] = [];
  const failures: (number | 'hang')[] = [];
  let notBefore = 0;

  const problem = (response: ServerResponse, status: number, message: string) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ statusCode: status, message }));

  const refusal = (request: IncomingMessage, url: URL): [number, string] | undefined => {
    const resource = url.searchParams.get('resource');
    if (request.method !== 'GET' || url.pathname !== '/msi/token') return [404, 'Not found.'];
    if (request.headers['x-identity-header'] !== header)
      return [401, 'X-IDENTITY-HEADER is not that of the app.'];
    if (url.searchParams.get('api-version') !== API_VERSION) return [400, 'Unknown api-version.'];
    if (!resource) return [400, 'resource is missing.'];
    if (!clientIds.includes(url.searchParams.get('client_id') ?? ''))
      return [400, 'No User Assigned or Delegated Managed Identity found for specified ClientId.'];
    if (resources && !resources.map(bare).includes(bare(resource)))
      return [400, `AADSTS500011: The resource principal named ${resource} was not found.`];
    return undefined;
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const resource = url.searchParams.get('resource') ?? '';
    requests.push({ resource, clientId: url.searchParams.get('client_id') ?? undefined });
    const failure = failures.shift();
    if (failure === 'hang') return;
    if (failure !== undefined) return void problem(response, failure, 'Planted.');
    const refused = refusal(request, url);
    if (refused) return void problem(response, ...refused);
    const clientId = url.searchParams.get('client_id') ?? '';
    const iat = Math.floor(now() / 1_000);
    const claims = {
      aud: resource,
      iss: 'loopback',
      appid: clientId,
      iat,
      exp: iat + (lifetimes.get(bare(resource)) ?? lifetimes.get('') ?? lifetimeSeconds),
      jti: randomUUID(),
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        access_token: signToken(claims, key),
        client_id: clientId,
        expires_on: String(claims.exp),
        resource,
        token_type: 'Bearer',
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`;

  return {
    url,
    /** What the platform sets for the app. */
    environment: { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: header },
    /** All it was asked for, the refused included. */
    requests,
    /** Why a service of an audience refuses a token; `undefined` where it is good. */
    refusalOf(token: string, audience: string): Refusal | undefined {
      const claims = claimsOf(token);
      if (!claims) return 'malformed';
      if (!isSigned(token, key)) return 'signature';
      if (bare(claims.aud) !== bare(audience)) return 'audience';
      return claims.exp * 1_000 <= now() || claims.iat * 1_000 < notBefore ? 'expired' : undefined;
    },
    /** Ends every token that was given out so far. */
    expireAll: () => void (notBefore = (Math.floor(now() / 1_000) + 1) * 1_000),
    /** Lets the next tokens last so many seconds: those for an audience, or all others where it is absent. */
    lastFor: (seconds: number, audience = '') => void lifetimes.set(bare(audience), seconds),
    /** What becomes of the next calls, in that order. */
    failNext: (...next: (number | 'hang')[]) => void failures.push(...next),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

export type IdentityServer = Awaited<ReturnType<typeof startIdentityServer>>;
