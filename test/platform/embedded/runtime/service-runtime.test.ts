import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';

import { createProcessRegistry } from '../../../../platform/embedded/processes/process-registry.ts';
import { createServiceRuntime } from '../../../../platform/embedded/runtime/service-runtime.ts';
import { createInstallCache } from '../../../../platform/embedded/sandbox/install-cache.ts';
import { createBareRepository } from '../azure-devops/pipelines/bare-repository.ts';

const workspace = mkdtempSync(join(tmpdir(), 'service-runtime-'));
const repositories = join(workspace, 'repositories');
const registry = createProcessRegistry(join(workspace, 'processes'));
const createRuntime = (readyTimeoutMs = 20_000) =>
  createServiceRuntime({
    workspace,
    registry,
    installCache: createInstallCache({ registry, directory: join(workspace, 'installs') }),
    repositoryPath: (name) => join(repositories, `${name}.git`),
    clock: { now: () => new Date('2026-01-02T03:04:05Z') },
    readyTimeoutMs,
  });
const runtime = createRuntime();
const impatient = createRuntime(2_000);

afterEach(async () => {
  await registry.endAll(1_000);
  rmSync(join(workspace, 'deployments'), { recursive: true, force: true });
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const root = { name: 'notes', version: '1.0.0' };

/** A service in the manner of the generated ones: it counts its starts in DATA_DIR and says its revision and environment. */
const service = (revision: string, readyStatus = 200): Record<string, string> => ({
  'package.json': JSON.stringify({ ...root, type: 'module' }),
  'package-lock.json': JSON.stringify({ ...root, lockfileVersion: 3, packages: { '': root } }),
  'src/main.ts': `
    import { appendFileSync, readFileSync } from 'node:fs';
    import { createServer } from 'node:http';
    import type { AddressInfo } from 'node:net';
    const starts: string = process.env['DATA_DIR'] + '/starts';
    appendFileSync(starts, '${revision} ');
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/health/ready' ? ${readyStatus} : 200;
      response.end(JSON.stringify({ revision: '${revision}', starts: readFileSync(starts, 'utf8').trim(), environment: Object.keys(process.env).toSorted() }));
    });
    process.on('SIGTERM', () => server.close(() => process.exit(0)).closeAllConnections());
    console.log('not json');
    server.listen(Number(process.env['PORT']), process.env['HOST'], () =>
      console.log(JSON.stringify({ msg: 'listening', url: 'http://127.0.0.1:' + (server.address() as AddressInfo).port })));
  `,
});

let count = 0;
const createService = () => {
  const name = `notes-${(count += 1)}`;
  const repository = createBareRepository(repositories, name);
  return {
    name,
    revision: (files: Readonly<Record<string, string>>) => ({
      projectId: 'p1',
      service: name,
      repository: name,
      commit: repository.commit(files),
    }),
  };
};

const call = async (endpoint: string): Promise<{ revision: string; starts: string; environment: string[] }> =>
  (await (await fetch(endpoint)).json()) as { revision: string; starts: string; environment: string[] };

test('a commit is started, answers, and is known to other processes', async () => {
  const { name, revision } = createService();
  const input = revision(service('one'));
  const running = await runtime.deploy(input);
  expect(running).toEqual({
    name,
    commit: input.commit,
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    running: true,
  });
  expect(await createRuntime().status('p1', name)).toEqual(running);
  expect(await runtime.status('p1', 'unknown')).toBe(undefined);
  const answer = await call(running.endpoint);
  expect(answer).toMatchObject({ revision: 'one', starts: 'one' });
  expect(answer.environment).toEqual([
    'DATA_DIR',
    'GRPC_PORT',
    'HOME',
    'HOST',
    'NODE_COMPILE_CACHE',
    'PATH',
    'PORT',
    'TMPDIR',
  ]);
});

test('the same commit again is the same process', async () => {
  const { revision } = createService();
  const input = revision(service('one'));
  const first = await runtime.deploy(input);
  expect(await runtime.deploy(input)).toEqual(first);
  expect((await call(first.endpoint)).starts).toBe('one');
});

test('a new revision takes over with the data of the old one, which answers until then', async () => {
  const { name, revision } = createService();
  const one = revision(service('one'));
  const first = await runtime.deploy(one);
  const next = revision(service('two'));
  let gaps = 0;
  const taken = new AbortController();
  const watch = (async () => {
    while (!taken.signal.aborted) {
      const current = await runtime.status('p1', name);
      gaps += current?.running === true ? 0 : 1;
      await delay(5);
    }
  })();
  const second = await runtime.deploy(next);
  taken.abort();
  await watch;
  expect(gaps).toBe(0);
  expect(await call(second.endpoint)).toMatchObject({ revision: 'two', starts: 'one two' });
  await expect(fetch(first.endpoint)).rejects.toThrow('fetch failed');
  expect(
    readdirSync(join(workspace, 'deployments/p1', name)).filter((entry) => /^[0-9a-f]{40}$/.test(entry)),
  ).toEqual([one.commit, next.commit].toSorted());
});

test('the revision before runs again from its own tree when its repository is gone', async () => {
  const { name, revision } = createService();
  const one = revision(service('one'));
  await runtime.deploy(one);
  const two = revision(service('two'));
  await runtime.deploy(two);
  rmSync(join(repositories, `${name}.git`), { recursive: true });

  const left = await runtime.restore('p1', name, two.commit);

  expect(left).toMatchObject({ commit: one.commit, running: true });
  expect(await call(left?.endpoint ?? '')).toMatchObject({ revision: 'one', starts: 'one two one' });
});

describe('a revision that does not become ready', () => {
  test.for<[string, Record<string, string>, string]>([
    [
      'ends',
      { ...service('x'), 'src/main.ts': "console.error('COSMOS_ENDPOINT is missing'); process.exit(1);" },
      'it ended with exit code 1. Its log:\nCOSMOS_ENDPOINT is missing',
    ],
    ['is never ready', service('x', 503), 'GET /health/ready answered 503'],
    [
      'never says where it listens',
      { ...service('x'), 'src/main.ts': 'setInterval(() => {}, 1000);' },
      'it has not said where it listens',
    ],
    [
      'listens elsewhere',
      {
        ...service('x'),
        'src/main.ts': `console.log('{"msg":"listening","url":"http://169.254.169.254/"}'); setInterval(() => {}, 1000);`,
      },
      'not on 127.0.0.1',
    ],
  ])(
    '%s: a pipeline failure that shows its log, and the revision before goes on',
    { timeout: 15_000 },
    async ([, files, message]) => {
      const { name, revision } = createService();
      const good = await runtime.deploy(revision(service('good')));
      await expect(impatient.deploy(revision(files))).rejects.toMatchObject({
        kind: 'pipeline',
        message: expect.stringContaining(message),
      });
      expect(await runtime.status('p1', name)).toEqual(good);
      expect((await call(good.endpoint)).revision).toBe('good');
      expect(readdirSync(join(workspace, 'processes'))).toHaveLength(1);
    },
  );
});

test('restore brings the previous running revision back, ready, and only once', async () => {
  const { name, revision } = createService();
  const first = revision(service('one'));
  await runtime.deploy(first);
  const second = revision(service('two'));
  await runtime.deploy(second);
  const restored = await runtime.restore('p1', name, second.commit);
  expect(restored).toMatchObject({ name, commit: first.commit, running: true });
  expect(await call(restored!.endpoint)).toMatchObject({ revision: 'one', starts: 'one two one' });
  expect(await runtime.restore('p1', name, second.commit)).toEqual(restored);
  expect((await call(restored!.endpoint)).starts).toBe('one two one');

  expect(await runtime.restore('p1', name, first.commit)).toBeUndefined();
  expect(await runtime.status('p1', name)).toBeUndefined();
  await expect(fetch(restored!.endpoint)).rejects.toThrow('fetch failed');
  expect(await runtime.restore('p1', name, first.commit)).toBeUndefined();
  expect(readFileSync(join(workspace, 'data/p1', name, 'starts'), 'utf8')).toBe('one two one ');
});

test('restore leaves another revision alone, makes sure that it runs, and a stopped one stopped', async () => {
  const { name, revision } = createService();
  const first = revision(service('one'));
  const running = await runtime.deploy(first);
  expect(await runtime.restore('p1', name, 'f'.repeat(40))).toEqual(running);
  await runtime.stopAll();
  const started = await runtime.restore('p1', name, 'f'.repeat(40));
  expect(started).toMatchObject({ commit: first.commit, running: true });
  expect((await call(started!.endpoint)).starts).toBe('one one');

  await runtime.stop('p1', name);
  const second = revision(service('two'));
  await runtime.deploy(second);
  expect(await runtime.restore('p1', name, second.commit)).toMatchObject({
    commit: first.commit,
    running: false,
  });
  expect(await runtime.status('p1', 'unknown')).toBeUndefined();
  expect(await runtime.restore('p1', 'unknown', first.commit)).toBeUndefined();
});

test('a revision that is deployed again takes its old place: nothing is before the first', async () => {
  const { name, revision } = createService();
  const first = revision(service('one'));
  const second = revision(service('two'));
  for (const input of [first, second, first]) await runtime.deploy(input);
  expect(await runtime.restore('p1', name, first.commit)).toBeUndefined();
});

test('stop ends the service for good', async () => {
  const { name, revision } = createService();
  const running = await runtime.deploy(revision(service('one')));
  await runtime.stop('p1', name);
  expect(await runtime.status('p1', name)).toEqual({ ...running, running: false });
  expect(await runtime.recover()).toEqual([]);
  expect(await runtime.status('p1', name)).toEqual({ ...running, running: false });
});

test(
  'recover starts what was deployed and is down, and names what it could not start',
  { timeout: 15_000 },
  async () => {
    const kept = createService();
    const lost = createService();
    await runtime.deploy(kept.revision(service('kept')));
    const input = lost.revision(service('lost'));
    await runtime.deploy(input);
    await runtime.stopAll();
    expect(await runtime.status('p1', kept.name)).toMatchObject({ running: false });
    rmSync(join(repositories, `${lost.name}.git`), { recursive: true });
    rmSync(join(workspace, 'deployments/p1', lost.name, input.commit), { recursive: true });

    const next = createRuntime();
    expect(await next.recover()).toEqual([
      { projectId: 'p1', service: lost.name, reason: expect.any(String) },
    ]);
    const running = await next.status('p1', kept.name);
    expect(running).toMatchObject({ running: true });
    expect(await call(running!.endpoint)).toMatchObject({ revision: 'kept', starts: 'kept kept' });
    await next.stop('p1', lost.name);
  },
);

test('what ended with its host is started again for its project, what ended by itself or was stopped is not', async () => {
  const [first, second, stopped] = [createService(), createService(), createService()];
  for (const { revision } of [first, second, stopped]) await runtime.deploy(revision(service('one')));
  await runtime.stop('p1', stopped.name);
  await runtime.stopAll();

  const next = createRuntime();
  const again = await next.ensureRunning('p1');
  const byName = (all: typeof again) => Object.fromEntries(all.map((one) => [one.name, one]));
  const running = byName(again);
  expect(running[stopped.name]).toMatchObject({ running: false });
  for (const { name } of [first, second]) {
    expect(running[name]).toEqual(await next.status('p1', name));
    expect(await call(running[name]!.endpoint)).toMatchObject({ starts: 'one one' });
  }
  expect(await next.ensureRunning('p1')).toEqual(again);
  expect(await next.ensureRunning('p2')).toEqual([]);

  const state = join(workspace, 'deployments/p1', first.name, 'deployment.json');
  const { process: started } = JSON.parse(readFileSync(state, 'utf8')) as { process: { pid: number } };
  process.kill(started.pid, 'SIGKILL');
  await expect.poll(() => next.status('p1', first.name)).toMatchObject({ running: false });
  expect(byName(await next.ensureRunning('p1'))[first.name]).toMatchObject({ running: false });
}, 15_000);

test('a service that died is not running', async () => {
  const { name, revision } = createService();
  const running = await runtime.deploy(revision(service('one')));
  const state = JSON.parse(
    readFileSync(join(workspace, 'deployments/p1', name, 'deployment.json'), 'utf8'),
  ) as { process: { pid: number } };
  process.kill(state.process.pid, 'SIGKILL');
  await expect.poll(() => runtime.status('p1', name)).toEqual({ ...running, running: false });
  expect(await runtime.recover()).toEqual([]);
  expect(await runtime.status('p1', name)).toMatchObject({ running: true });
});

test.for(['../p1', '', 'a/b', '.hidden', 'a..b'])('%j cannot name a project', async (projectId) => {
  await expect(runtime.status(projectId, 'notes')).rejects.toMatchObject({ kind: 'critical' });
});
