import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { selfSigned } from '../tls/self-signed.ts';

type Options = {
  /** Why a token is refused; `undefined` where it is good. */
  refusalOf: (token: string) => string | undefined;
};

type Version = { id: string; value: string; enabled: boolean; created: number; expires: number | undefined };
type Answer = { status: number; headers?: Record<string, string>; body: unknown };

const AUDIENCE = 'https://vault.azure.net';
const API_VERSIONS = ['7.4', '7.5', '7.6', '2025-07-01', '2026-04-01'];
const CHALLENGE = `Bearer authorization="https://login.microsoftonline.com/${randomUUID()}", resource="${AUDIENCE}"`;

const error = (status: number, code: string, message = code): Answer => ({
  status,
  body: { error: { code, message } },
});

/**
 * A key vault over TLS that reads secrets. Without a token it answers with the challenge that says which audience is wanted,
 * a token of another one is refused (401), so is a disabled secret (403).
 */
export const startKeyVaultServer = async ({ refusalOf }: Options) => {
  const { key, certificate } = selfSigned();
  const secrets = new Map<string, Version[]>();
  const failures: Answer[] = [];
  const requests: { path: string; authorized: boolean }[] = [];
  let url = '';

  const secretAnswer = (name: string, versionId: string | undefined): Answer => {
    const versions = secrets.get(name) ?? [];
    const version = versionId ? versions.find(({ id }) => id === versionId) : versions.at(-1);
    if (!version)
      return error(404, 'SecretNotFound', `A secret with (name/id) ${name} was not found in this key vault.`);
    if (!version.enabled)
      return error(403, 'Forbidden', 'Operation get is not allowed on a disabled secret.');
    const { id, value, enabled, created, expires } = version;
    const exp = expires === undefined ? {} : { exp: expires };
    const attributes = { enabled, created, updated: created, ...exp, recoveryLevel: 'Recoverable+Purgeable' };
    return { status: 200, body: { value, id: `${url}/secrets/${name}/${id}`, attributes } };
  };

  const authorizedAnswer = (method: string | undefined, { pathname, searchParams }: URL): Answer => {
    const planted = failures.shift();
    if (planted) return planted;
    if (!API_VERSIONS.includes(searchParams.get('api-version') ?? '')) return error(400, 'BadParameter');
    const [, kind, name, version, ...rest] = pathname.split('/');
    if (method !== 'GET' || kind !== 'secrets' || !name || rest.length > 0)
      return error(405, 'MethodNotAllowed');
    return secretAnswer(name, version);
  };

  const answerTo = (request: IncomingMessage): Answer => {
    const asked = new URL(request.url ?? '/', url);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    requests.push({ path: asked.pathname, authorized: token !== undefined });
    const refused = token === undefined ? 'missing' : refusalOf(token);
    if (refused === undefined) return authorizedAnswer(request.method, asked);
    const headers = { 'www-authenticate': CHALLENGE };
    return { ...error(401, 'Unauthorized', `AKV10000: ${refused}`), headers };
  };

  const server = createServer(
    { key, cert: certificate },
    (request: IncomingMessage, response: ServerResponse) => {
      const { status, headers = {}, body } = answerTo(request);
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    /** Of the server: who calls it must trust it. PEM. */
    certificate,
    /** All it was asked for, the refused included. */
    requests,
    /** A new version, the newest from now on. `expires`: seconds since 1970. */
    set(
      name: string,
      value: string,
      { enabled = true, expires }: { enabled?: boolean; expires?: number } = {},
    ) {
      const id = randomUUID().replaceAll('-', '');
      const version = { id, value, enabled, created: Math.floor(Date.now() / 1_000), expires };
      secrets.set(name, [...(secrets.get(name) ?? []), version]);
    },
    /** What becomes of the next call with a good token. */
    failNext: (status: number, headers: Record<string, string> = {}) =>
      void failures.push({ ...error(status, 'Planted'), headers }),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

export type KeyVaultServer = Awaited<ReturnType<typeof startKeyVaultServer>>;
