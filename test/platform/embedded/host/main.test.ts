import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from './durable/toy-engine.ts';
import { eventually, linesOf, spawnHost } from './spawn-host.ts';
import type { SpawnedHost } from './spawn-host.ts';

const hosts: SpawnedHost[] = [];
const start = async (workspace: string, ...more: string[]): Promise<SpawnedHost> => {
  const host = await spawnHost({ workspace }, ...more);
  hosts.push(host);
  return host;
};

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.kill();
});

const post = async (url: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(url, {
    method: 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
};

const statusOf = async (host: SpawnedHost, id: string): Promise<{ runtimeStatus: string; output: unknown }> =>
  (await (await fetch(`${host.url}/status/${id}`)).json()) as { runtimeStatus: string; output: unknown };

const finished = (host: SpawnedHost, id: string): Promise<unknown> =>
  eventually(async () => {
    const { runtimeStatus, output } = await statusOf(host, id);
    return runtimeStatus === 'Completed' ? output : undefined;
  });

/** A request with headers that `fetch` does not let through. */
const rawStatus = (
  url: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('a host process', () => {
  it('runs an app unchanged: hooks, HTTP, orchestrations through the Durable client, a graceful end', async () => {
    const workspace = temporaryDirectory();
    const host = await start(workspace);
    expect(await post(`${host.url}/start/parallel/p1`, ['a', 'b'])).toEqual({
      status: 202,
      body: { instanceId: 'p1' },
    });
    expect(await finished(host, 'p1')).toEqual(['a done', 'b done']);
    expect(await post(`${host.url}/start/family/f1`, ['x', 'y'])).toMatchObject({ status: 202 });
    expect(await finished(host, 'f1')).toEqual([
      ['x-1 done', 'x-2 done'],
      ['y-1 done', 'y-2 done'],
    ]);
    await post(`${host.url}/start/approval/a1`, null);
    await post(`${host.url}/raise/a1/decision`, { accept: true });
    expect(await finished(host, 'a1')).toEqual({ decision: { accept: true } });

    const status = (await (await fetch(`${host.url}/admin/host/status`)).json()) as object;
    expect(status).toEqual({
      state: 'Running',
      pump: 'all',
      pid: host.pid,
      functions: 16,
      attached: 0,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    host.signal('SIGTERM');
    expect(await host.exited).toBe(0);
    const effects = linesOf(workspace, 'effects.log');
    expect({ first: effects[0], last: effects.at(-1) }).toEqual({ first: 'appStart', last: 'appTerminate' });
    expect(readdirSync(workspace).toSorted()).toEqual(['bus.db', 'effects.log', 'engine.db', 'host.log']);
  });

  it('goes on after kill -9 where it was, and keeps the trace of an event that came meanwhile', async () => {
    const workspace = temporaryDirectory();
    const first = await start(workspace);
    await post(`${first.url}/start/approval/a1`, null);
    await post(`${first.url}/raise/a1/other`, 1);
    await first.kill();
    const second = await start(workspace);
    expect((await statusOf(second, 'a1')).runtimeStatus).toBe('Running');
    await post(`${second.url}/raise/a1/decision`, 'yes');
    expect(await finished(second, 'a1')).toEqual({ decision: 'yes' });
  });

  it('refuses a workspace that a living host has, and takes that of a dead one', async () => {
    const workspace = temporaryDirectory();
    const host = await start(workspace);
    const lock = JSON.parse(readFileSync(join(workspace, 'host.lock'), 'utf8')) as object;
    expect(lock).toEqual({ pid: host.pid, startTime: expect.any(String), url: host.url, pump: 'all' });
    await expect(spawnHost({ workspace })).rejects.toMatchObject({
      code: 3,
      message: `Workspace ${workspace} is in use by the host with pid ${host.pid} at ${host.url}: use that one, stop it, or choose another workspace.\n`,
    });
    await host.kill();
    expect(existsSync(join(workspace, 'host.lock'))).toBe(true);
    const next = await start(workspace, '--pump', 'none');
    expect(JSON.parse(readFileSync(join(workspace, 'host.lock'), 'utf8'))).toMatchObject({
      pid: next.pid,
      pump: 'none',
    });
  });

  it('takes a lock whose pid now belongs to another process', async () => {
    const workspace = temporaryDirectory();
    const stale = { pid: process.pid, startTime: '1', url: 'http://127.0.0.1:1', pump: 'all' };
    writeFileSync(join(workspace, 'host.lock'), JSON.stringify(stale));
    const host = await start(workspace);
    expect(JSON.parse(readFileSync(join(workspace, 'host.lock'), 'utf8'))).toMatchObject({ pid: host.pid });
  });

  it('lets one of many that start together have the workspace', async () => {
    const workspace = temporaryDirectory();
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => start(workspace)));
    const codes = results.map((result) =>
      result.status === 'fulfilled' ? 0 : (result.reason as { code: number }).code,
    );
    expect(codes.toSorted()).toEqual([0, 3, 3, 3]);
  });

  it(
    "works by its pump: 'none' records, 'own' runs its own, 'all' the rest",
    { timeout: 20_000 },
    async () => {
      const workspace = temporaryDirectory();
      const none = await start(workspace, '--pump', 'none');
      await post(`${none.url}/start/chain/old`, ['a']);
      await post(`${none.url}/enqueue`, { from: 'none' });
      expect((await statusOf(none, 'old')).runtimeStatus).toBe('Pending');
      await post(`${none.url}/admin/host/shutdown`);
      expect(await none.exited).toBe(0);

      const own = await start(workspace, '--pump', 'own');
      await post(`${own.url}/start/chain/new`, ['b']);
      await post(`${own.url}/enqueue`, { from: 'own' });
      expect(await finished(own, 'new')).toEqual(['b done']);
      await eventually(
        () => linesOf(workspace, 'effects.log').includes('job {"from":"own"} delivery 1') || undefined,
      );
      expect((await statusOf(own, 'old')).runtimeStatus).toBe('Pending');
      expect(linesOf(workspace, 'effects.log')).not.toContain('job {"from":"none"} delivery 1');
      own.signal('SIGINT');
      expect(await own.exited).toBe(0);

      const all = await start(workspace);
      expect(await finished(all, 'old')).toEqual(['a done']);
      await eventually(
        () => linesOf(workspace, 'effects.log').includes('job {"from":"none"} delivery 1') || undefined,
      );
    },
  );

  it('ends after the last client detached', { timeout: 20_000 }, async () => {
    const workspace = temporaryDirectory();
    const host = await start(workspace, '--exit-when-detached');
    const gone = new AbortController();
    const attached = await fetch(`${host.url}/admin/host/attach`, { signal: gone.signal });
    expect(new TextDecoder().decode((await attached.body?.getReader().read())?.value)).toBe('attached\n');
    expect(await (await fetch(`${host.url}/admin/host/status`)).json()).toMatchObject({ attached: 1 });
    gone.abort();
    expect(await host.exited).toBe(0);
    expect(linesOf(workspace, 'effects.log').at(-1)).toBe('appTerminate');
  });

  it('says how it is called', async () => {
    await expect(spawnHost({ workspace: temporaryDirectory() }, '--pump', 'some')).rejects.toMatchObject({
      code: 2,
      message: expect.stringContaining('usage: node platform/embedded/host/main.ts'),
    });
    await expect(
      spawnHost({ app: '/nowhere/app.ts', workspace: temporaryDirectory() }),
    ).rejects.toMatchObject({
      code: 1,
    });
  });
});

describe('HTTP', () => {
  it('gives functions the request and clients the response', async () => {
    const { url } = await start(temporaryDirectory());
    const response = await fetch(`${url}/echo/a/b%20c?q=1%202`, {
      method: 'POST',
      body: 'hällo',
      headers: { 'x-test': 'yes' },
    });
    expect(await response.json()).toEqual({
      method: 'POST',
      path: 'a/b c',
      query: '1 2',
      header: 'yes',
      body: 'hällo',
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'x-answer': 'yes',
      'set-cookie': 'seen=once; HttpOnly',
    });
    expect((await fetch(`${url}/nothing`)).status).toBe(204);
  });

  it('answers problems for what is not there, not allowed, too large, or broken', async () => {
    const { url } = await start(temporaryDirectory());
    const problem = async (path: string, init?: RequestInit): Promise<unknown> => {
      const response = await fetch(`${url}${path}`, init);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      return response.json();
    };
    expect(await problem('/nope')).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'No function serves /nope.',
    });
    expect(await problem('/enqueue')).toMatchObject({ status: 405, detail: '/enqueue takes POST.' });
    expect(await problem('/echo/%')).toMatchObject({ status: 400 });
    expect(await problem('/broken')).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'The function failed; host.log in the workspace has the details.',
    });
    const large = Buffer.alloc(10 * 1024 * 1024 + 1);
    for (let round = 0; round < 5; round += 1) {
      expect(await problem('/echo', { method: 'POST', body: large })).toMatchObject({ status: 413 });
    }
    const chunked = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(large);
        controller.close();
      },
    });
    expect(
      await problem('/echo', { method: 'POST', body: chunked, duplex: 'half' } as RequestInit),
    ).toMatchObject({
      status: 413,
    });
    expect((await fetch(`${url}/echo`, { method: 'POST', body: large.subarray(1) })).status).toBe(200);
  });

  it('refuses other host names and other sites', async () => {
    const { url } = await start(temporaryDirectory());
    const { port } = new URL(url);
    expect(await rawStatus(`${url}/echo`, { host: `localhost:${port}` })).toBe(200);
    expect(
      await rawStatus(`${url}/echo`, { host: `127.0.0.1:${port}`, origin: `http://localhost:${port}` }),
    ).toBe(200);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example']) {
      expect(await rawStatus(`${url}/echo`, { host }), host).toBe(403);
    }
    expect(await rawStatus(`${url}/admin/host/shutdown`, { origin: 'https://evil.example' }, 'POST')).toBe(
      403,
    );
    expect(await rawStatus(`${url}/admin/host/shutdown`, { origin: 'null' }, 'POST')).toBe(403);
  });

  it('lets a document in a sandbox load scripts, and nothing else', async () => {
    const { url } = await start(temporaryDirectory());
    const script = { origin: 'null', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    expect(await rawStatus(`${url}/echo`, script)).toBe(200);
    expect(await rawStatus(`${url}/echo`, { ...script, origin: 'https://evil.example' })).toBe(403);
    expect(await rawStatus(`${url}/echo`, { ...script, 'sec-fetch-mode': 'cors' })).toBe(403);
    expect(await rawStatus(`${url}/echo`, { ...script, 'sec-fetch-dest': 'empty' })).toBe(403);
    expect(await rawStatus(`${url}/echo`, script, 'POST')).toBe(403);
  });

  it('streams, and tells the function when the client leaves', async () => {
    const workspace = temporaryDirectory();
    const { url } = await start(workspace);
    const leaving = new AbortController();
    const response = await fetch(`${url}/ticks`, { signal: leaving.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('data: 3\n\n')) text += (await reader.read()).value ?? '';
    expect(text.startsWith('data: 1\n\ndata: 2\n\n')).toBe(true);
    expect(linesOf(workspace, 'effects.log')).not.toContain('ticks cancelled');
    leaving.abort();
    await eventually(() => linesOf(workspace, 'effects.log').includes('ticks cancelled') || undefined);
  });
});

describe('Service Bus', () => {
  it('delivers what an output binding sent; a message that always fails ten times, then never again', async () => {
    const workspace = temporaryDirectory();
    const { url } = await start(workspace);
    await post(`${url}/enqueue`, [{ n: 1 }, { n: 2 }]);
    await post(`${url}/enqueue`, { poison: true });
    const jobs = (): string[] => linesOf(workspace, 'effects.log').filter((line) => line.startsWith('job'));
    await eventually(() => jobs().includes('job {"poison":true} delivery 10') || undefined);
    await post(`${url}/enqueue`, { n: 3 });
    await eventually(() => jobs().includes('job {"n":3} delivery 1') || undefined);
    expect(jobs().toSorted()).toEqual(
      [
        'job {"n":1} delivery 1',
        'job {"n":2} delivery 1',
        'job {"n":3} delivery 1',
        ...Array.from({ length: 10 }, (_, index) => `job {"poison":true} delivery ${index + 1}`),
      ].toSorted(),
    );
  });
});
