import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  createAzureDevOpsHttp,
  listAll,
  type AzureDevOpsHttpOptions,
} from '../../../../platform/azure/azure-devops/azure-devops-http.ts';
import { createInterruption } from '../../../../platform/azure/interruption.ts';
import type { NamedSecret } from '../../../../platform/azure/key-vault/secrets.ts';
import { startAzureDevOps, type AzureDevOpsServer } from '../../../loopback/azure-devops/server.ts';

let server: AzureDevOpsServer;
let slept: number[];
let now: number;

beforeEach(async () => {
  slept = [];
  now = 1_000_000;
  server = await startAzureDevOps({ organizations: { contoso: ['lab'], fabrikam: ['lab'] } });
});
afterEach(() => server.close());

const connect = (more: Partial<AzureDevOpsHttpOptions> = {}) =>
  createAzureDevOpsHttp({
    access: { credential: server.access.credential() },
    baseUrl: server.url,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    ...more,
  });

const projects = (organization = 'contoso') =>
  ({ organization, method: 'GET', path: '/_apis/projects', purpose: 'list projects' }) as const;
const always = () => true;

/** A vault whose newest version is only known once it was asked again. */
const vaultWith = (known: string, newest = known): NamedSecret => {
  let value = known;
  return {
    read: async () => value,
    async whileItHolds(work) {
      try {
        return await work();
      } catch (error) {
        if (value === newest) throw error;
        value = newest;
        return work();
      }
    },
  };
};

describe('the client of Azure DevOps', () => {
  it('answers what the service says, in version 7.1', async () => {
    const answer = await connect()<{ count: number }>(projects());
    expect([answer.status, answer.body?.count]).toEqual([200, 1]);
    expect(server.calls[0]!.url).toBe('/contoso/_apis/projects?api-version=7.1');
  });

  it('calls as the holder of a personal access token', async () => {
    const pat = server.access.pat();
    const http = connect({ access: { pat: vaultWith(pat) } });
    expect((await http(projects())).status).toBe(200);
  });

  it('takes the newest token, once, where the one that it knows was revoked', async () => {
    const revoked = server.access.pat();
    server.access.revokeAll();
    const vault = vaultWith(revoked, server.access.pat());
    expect((await connect({ access: { pat: vault } })(projects())).status).toBe(200);
    expect(server.calls).toHaveLength(2);
  });

  it.each([
    ['203 with a page', { status: 203, html: '<html>Sign In token-1</html>' }],
    ['200 with a page', { status: 200, html: '<html>Sign In token-1</html>' }],
    ['302', { status: 302, html: '<html>Sign In token-1</html>' }],
  ])('says that the token is not accepted when it is shown a sign-in page: %s', async (_, answer) => {
    server.plant({ on: always, answer });
    const error = await connect()(projects()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringMatching(/sign-in page.*contoso/),
    });
    expect(String(error)).not.toContain('token-1');
  });

  it('says so for a token of another audience, and for one that was revoked', async () => {
    const foreign = {
      getToken: async () => server.access.credential().getToken('https://management.azure.com/.default'),
    };
    await expect(connect({ access: { credential: foreign } })(projects())).rejects.toThrow('sign-in page');
    const http = connect({ access: { pat: vaultWith('revoked') } });
    await expect(http(projects())).rejects.toMatchObject({ kind: 'invalid-configuration' });
  });

  it('leaves an organization alone as long as a good answer asks for it, and no other', async () => {
    const http = connect();
    server.plant({ on: always, headers: { 'retry-after': '7', 'x-ratelimit-remaining': '0' } });
    await http(projects());
    await http(projects('fabrikam'));
    expect(slept).toEqual([]);
    await http(projects());
    expect(slept).toEqual([7_000]);
    await http(projects());
    expect(slept).toEqual([7_000]);
  });

  it('does not wait inside longer than it may, but says how long', async () => {
    const http = connect();
    server.plant({ on: always, headers: { 'retry-after': '300' } });
    await http(projects());
    now += 1_000;
    await expect(http(projects())).rejects.toMatchObject({ kind: 'transient', retryAfterMs: 299_000 });
    expect([slept, server.calls.length]).toEqual([[], 1]);
  });

  it.each([
    [429, { 'retry-after': '12' }, { kind: 'transient', retryAfterMs: 12_000 }],
    [503, {}, { kind: 'transient', retryAfterMs: undefined }],
    [401, {}, { kind: 'invalid-configuration' }],
  ])('classifies %i', async (status, headers, expected) => {
    server.plant({
      on: always,
      answer: { status, body: { message: 'no' } },
      headers: headers as Record<string, string>,
    });
    const http = connect();
    await expect(http(projects())).rejects.toMatchObject(expected);
    await http(projects());
    expect(slept).toEqual('retry-after' in headers ? [12_000] : []);
  });

  it('says what was refused, by code and without the text of the service', async () => {
    const message = 'TF401027: You need the Git permission. Details: password=hunter2';
    server.plant({
      on: always,
      answer: { status: 403, body: { message, typeKey: 'GitNeedsPermissionException' } },
    });
    const error = await connect()(projects()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      kind: 'invalid-configuration',
      message:
        'Azure DevOps refused to list projects (organization contoso): 403 (TF401027). Give the identity of the factory the permission that is missing.',
    });
  });

  it('answers a refusal to who wants to see it', async () => {
    const answer = await connect()({ ...projects(), path: '/_apis/projects/none', answers: [404] });
    expect(answer).toMatchObject({
      status: 404,
      body: undefined,
      refusal: { code: 'TF200016', typeKey: 'ProjectDoesNotExistWithNameException' },
    });
  });

  it('is told that a connection was cut, and that nothing came in time', async () => {
    server.plant({ on: always, cut: 'before' });
    await expect(connect()(projects())).rejects.toMatchObject({ kind: 'transient' });
    server.plant({ on: always, delayMs: 200 });
    await expect(connect({ timeoutMs: 50 })(projects())).rejects.toMatchObject({ kind: 'transient' });
  });

  it('reads a list page by page', async () => {
    const http = connect();
    const path = '/lab/_apis/git/repositories/audit/refs';
    const page = (name: string) => ({ status: 200, body: { count: 1, value: [{ name }] } });
    const on = ({ operationId }: { operationId: string | undefined }) => operationId === 'git.Refs_List';
    server.plant({ on, answer: page('a'), headers: { 'x-ms-continuationtoken': 'b&c' } });
    server.plant({ on, answer: page('b') });
    expect(await listAll(http, { ...projects(), path })).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(server.calls.map(({ url }) => url)).toEqual([
      `/contoso${path}?api-version=7.1`,
      `/contoso${path}?continuationToken=b%26c&api-version=7.1`,
    ]);
  });

  it('sends nothing to an organization of another tenant', async () => {
    const http = connect({ organizations: ['Contoso'] });
    await http(projects());
    await expect(http(projects('fabrikam'))).rejects.toMatchObject({
      kind: 'critical',
      criticalReason: 'tenant-crossing',
    });
    expect(server.calls).toHaveLength(1);
  });

  it('ends with the work that asks, while it calls and while it waits', async () => {
    const http = createAzureDevOpsHttp({
      access: { credential: server.access.credential() },
      baseUrl: server.url,
    });
    const interrupted = async () => {
      const work = createInterruption().begin();
      const call = work.run(() => http(projects())).catch((error: unknown) => error);
      await work.interrupt();
      expect(await call).toMatchObject({ kind: 'stopped' });
    };
    await interrupted();
    server.plant({ on: always, headers: { 'retry-after': '20' } });
    await http(projects());
    await interrupted();
  });
});
