import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, SignJWT, type JWK, type JWTHeaderParameters } from 'jose';

type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

const newKey = (): SigningKey => ({
  kid: randomUUID(),
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
});

/** What a token says, and how it is signed, in the place of what is right. */
export type TokenChanges = {
  claims?: Record<string, unknown>;
  header?: Partial<JWTHeaderParameters>;
  key?: SigningKey;
};

/**
 * The OpenID configuration and the keys of Entra ID, per directory, and the tokens that it gives. It knows its directories only; any
 * other is 400, as Entra ID answers. It holds what it was asked for.
 */
export const startOpenIdServer = async (directories: readonly string[], audience: string) => {
  let keys = [newKey()];
  const published = (): Promise<JWK[]> =>
    Promise.all(
      keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, use: 'sig' })),
    );
  const requests: string[] = [];
  let failing = 0;
  let plantedConfiguration: Record<string, unknown> = {};

  const answer = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push(pathname);
    if (failing > 0) {
      failing -= 1;
      return void answer(response, 503, { error: 'planted' });
    }
    const [, directory = '', rest] = /^\/([^/]+)\/(.*)$/.exec(pathname) ?? [];
    if (!directories.includes(directory)) return void answer(response, 400, { error: 'invalid_tenant' });
    if (rest === 'v2.0/.well-known/openid-configuration')
      return void answer(response, 200, {
        issuer: `${url}/${directory}/v2.0`,
        jwks_uri: `${url}/${directory}/discovery/v2.0/keys`,
        ...plantedConfiguration,
      });
    if (rest === 'discovery/v2.0/keys')
      return void published().then((all) => answer(response, 200, { keys: all }));
    return void answer(response, 404, {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    /** Paths it was asked for. */
    requests,
    newKey,
    /** The key that it signs with, as it is published. */
    publicKey: () => keys[0]!.publicKey,
    /** Signs with a new key from now on, and publishes that one only. */
    rotate: () => void (keys = [newKey()]),
    /** The next so many requests are answered 503. */
    fail: (times: number) => void (failing = times),
    /** Members of every OpenID configuration from now on. */
    plant: (configuration: Record<string, unknown>) => void (plantedConfiguration = configuration),
    /** A token of a person with roles, good for an hour from `at`, but for the changes. Milliseconds. */
    token(
      { directory, roles, oid = randomUUID() }: { directory: string; roles: readonly string[]; oid?: string },
      at: number,
      { claims = {}, header = {}, key = keys[0]! }: TokenChanges = {},
    ): Promise<string> {
      const seconds = Math.floor(at / 1_000);
      return new SignJWT({
        aud: audience,
        iss: `${url}/${directory}/v2.0`,
        iat: seconds,
        nbf: seconds,
        exp: seconds + 3_600,
        tid: directory,
        oid,
        sub: `sub-${oid}`,
        scp: 'access_as_user',
        preferred_username: 'ann@contoso.example',
        roles,
        ver: '2.0',
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })
        .sign(key.privateKey);
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
export type OpenIdServer = Awaited<ReturnType<typeof startOpenIdServer>>;
