import { randomUUID } from 'node:crypto';

import {
  bearerTokenAuthenticationPolicy,
  createHttpHeaders,
  createPipelineRequest,
} from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createIdentity, type IdentityOptions } from '../../../../platform/azure/identity/identity.ts';
import type { PortError } from '../../../../platform/port-error.ts';
import { startIdentityServer, type IdentityServer } from '../../../loopback/identity/identity-server.ts';
import { audienceOf } from '../../../loopback/identity/token.ts';

const VAULT = 'https://vault.azure.net/.default';
const BUS = 'https://servicebus.azure.net/.default';

// The SDK keeps the address of the endpoint, and the tokens of a client id, for the whole process.
const clientIds = Array.from({ length: 12 }, () => randomUUID());
let used = 0;
let now = Date.now();
let clientId: string;
let server: IdentityServer;
let identity: (options?: IdentityOptions) => ReturnType<typeof createIdentity>;

beforeAll(async () => {
  server = await startIdentityServer({ clientIds, now: () => now });
  Object.assign(process.env, server.environment);
});

beforeEach(() => {
  clientId = clientIds[used++]!;
  server.requests.length = 0;
  identity = (options) => createIdentity({ clientId, ...options });
});

afterAll(async () => {
  for (const name of Object.keys(server.environment)) delete process.env[name];
  await server.close();
});

const kindOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: { kind?: string }) => error.kind,
  );

describe('the identity of the app', () => {
  it('asks the managed identity for exactly the audience of the adapter', async () => {
    const { token } = (await identity().credentialFor(VAULT).getToken(VAULT))!;
    expect(audienceOf(token)).toBe('https://vault.azure.net');
    expect(server.requests).toEqual([{ resource: 'https://vault.azure.net', clientId }]);
    expect(server.refusalOf(token, VAULT)).toBeUndefined();
    expect(server.refusalOf(token, BUS)).toBe('audience');
  });

  it('refuses another audience, and asks nobody for it', async () => {
    const credential = identity().credentialFor(VAULT);
    for (const scopes of [BUS, [VAULT, BUS], [], `${VAULT}x`])
      expect(await kindOf(credential.getToken(scopes)), String(scopes)).toBe('critical');
    expect(server.requests).toEqual([]);
  });

  it('asks once for all who ask at once, and once while the token holds', async () => {
    const own = identity();
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => own.credentialFor(VAULT).getToken(VAULT)),
    );
    expect(new Set(tokens.map((each) => each?.token)).size).toBe(1);
    await own.credentialFor(VAULT).getToken([VAULT]);
    expect(server.requests).toHaveLength(1);
  });

  it('fails as configuration where the identity is not the app’s', async () => {
    expect(
      await kindOf(createIdentity({ clientId: randomUUID() }).credentialFor(VAULT).getToken(VAULT)),
    ).toBe('invalid-configuration');
  });

  it('asks the environment after the managed identity, and only where it may', async () => {
    const causeOf = async (allowEnvironment: boolean) => {
      const own = createIdentity({ clientId: randomUUID(), allowEnvironment });
      return own
        .credentialFor(VAULT)
        .getToken(VAULT)
        .then(
          () => 'a token',
          ({ kind, cause }: PortError) => `${kind}: ${cause}`,
        );
    };
    const [without, withIt] = [await causeOf(false), await causeOf(true)];
    expect(without).toMatch(/^invalid-configuration: CredentialUnavailableError: ManagedIdentityCredential/);
    expect(without).not.toContain('EnvironmentCredential');
    expect(withIt).toMatch(/ManagedIdentityCredential.*EnvironmentCredential/s);
  });

  it('is transient where the endpoint is down, and goes on when it is up again', async () => {
    const credential = identity().credentialFor(VAULT);
    server.failNext(500, 503);
    expect(await kindOf(credential.getToken(VAULT))).toBe('transient');
    expect(await kindOf(credential.getToken(VAULT))).toBe('none');
  });

  it('waits no longer than it may', async () => {
    server.failNext('hang');
    expect(await kindOf(identity({ timeoutMs: 50 }).credentialFor(VAULT).getToken(VAULT))).toBe('transient');
  });

  it('ends the wait with whoever asks', async () => {
    server.failNext('hang');
    const stopped = identity()
      .credentialFor(VAULT)
      .getToken(VAULT, { abortSignal: AbortSignal.abort('ended') });
    await expect(stopped).rejects.toBe('ended');
  });

  it('renews a token before it ends', async () => {
    // Shorter than what the SDK keeps by itself.
    server.lastFor(200);
    const credential = identity({ now: () => now }).credentialFor(VAULT);
    const first = (await credential.getToken(VAULT))!.token;
    now += 60_000;
    expect((await credential.getToken(VAULT))!.token).toBe(first);
    now += 60_000;
    const second = (await credential.getToken(VAULT))!.token;
    expect(second).not.toBe(first);
    server.expireAll();
    expect([first, second].map((token) => server.refusalOf(token, VAULT))).toEqual(['expired', 'expired']);
  });
});

describe('the SDK of a service that speaks HTTP', () => {
  it('waits for a token each time, so that none is renewed where nobody sees it fail', async () => {
    server.lastFor(60);
    const credential = identity({ now: () => now }).credentialFor(VAULT);
    const policy = bearerTokenAuthenticationPolicy({ credential, scopes: VAULT });
    const call = async () => {
      const request = createPipelineRequest({ url: 'https://vault.example' });
      await policy.sendRequest(request, async () => ({
        request,
        status: 200,
        headers: createHttpHeaders(),
      }));
      return audienceOf(request.headers.get('authorization') ?? '');
    };
    expect(await call()).toBe('https://vault.azure.net');
    now += 59_000;
    server.failNext(400);
    expect(await kindOf(call())).toBe('invalid-configuration');
  });
});

describe('the identity endpoint', () => {
  const ask = async (query: string, headers: Record<string, string> = {}) =>
    (await fetch(`${server.url}?${query}`, { headers })).status;

  it('refuses what App Service refuses', async () => {
    const header = { 'x-identity-header': server.environment.IDENTITY_HEADER };
    const good = `api-version=2019-08-01&resource=https://vault.azure.net&client_id=${clientId}`;
    expect(await ask(good, header)).toBe(200);
    expect(await ask(good)).toBe(401);
    expect(await ask(good.replace('2019-08-01', '2017-09-01'), header)).toBe(400);
    expect(await ask(good.replace(/resource=[^&]+/, ''), header)).toBe(400);
    expect(await ask(good.replace(clientId, 'x'), header)).toBe(400);
    expect(server.refusalOf('a.b.c', VAULT)).toBe('malformed');
  });
});
