import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { SandboxSession } from '../../../../platform/ports.ts';
import { createProcessRegistry } from '../../../../platform/embedded/processes/process-registry.ts';
import { createEmbeddedSandbox } from '../../../../platform/embedded/sandbox/embedded-sandbox.ts';
import { namespaces } from '../../../../platform/embedded/sandbox/confinement.ts';
import { createInstallCache } from '../../../../platform/embedded/sandbox/install-cache.ts';
import { networkIsolation } from '../../../../platform/embedded/sandbox/network-isolation.ts';
import { smallTree } from './small-tree.ts';

const workspace = mkdtempSync(join(tmpdir(), 'sandbox-'));
const registry = createProcessRegistry(join(workspace, 'processes'));
const installCache = createInstallCache({ registry, directory: join(workspace, 'installs') });
const sandbox = createEmbeddedSandbox({ workspace, registry, installCache });

const sessions: SandboxSession[] = [];
const open = async (files: readonly GeneratedFile[] = [], key = 'project:svc:audit-trail') => {
  const opened = await sandbox.open(key, files);
  sessions.push(opened.session);
  return opened;
};

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const node = async (session: SandboxSession, code: string): Promise<string> => {
  const result = await session.run('node', ['-e', code]);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  return result.stdout.trim();
};

test('a tree gets its files and packages, and its own tools run', { timeout: 60_000 }, async () => {
  const { session, install } = await open(smallTree());
  expect(install).toEqual({ cached: false, durationMs: expect.any(Number), packages: 1 });
  expect(await session.run('node', ['src/main.ts'])).toMatchObject({ exitCode: 0, stdout: '1\n' });
  expect(await session.run('yaml', ['--help'])).toMatchObject({ exitCode: 0 });
  expect((await open(smallTree(), 'another')).install).toMatchObject({ cached: true, packages: 1 });
});

test('a command finds nothing of ours in its environment', async () => {
  process.env['PLANTED_SECRET'] = 'planted-secret-value';
  try {
    const { session } = await open();
    const environment = JSON.parse(await node(session, 'console.log(JSON.stringify(process.env))')) as Record<
      string,
      string
    >;
    expect(environment).toMatchObject({ HOME: join(dirname(session.directory), 'home') });
    expect(
      Object.keys(environment)
        .filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD'].includes(name))
        .toSorted(),
    ).toEqual(['HOME', 'NODE_COMPILE_CACHE', 'NODE_OPTIONS', 'PATH', 'TMPDIR']);
    expect(JSON.stringify(environment)).not.toContain('planted-secret-value');
    expect(environment['PATH']!.split(':').slice(2).join(':')).not.toContain('node_modules');
  } finally {
    delete process.env['PLANTED_SECRET'];
  }
});

test('a command gets the variables it is given', async () => {
  const { session } = await open();
  const result = await session.run('node', ['-p', 'process.env.CI'], { env: { CI: 'true' } });
  expect(result.stdout).toBe('true\n');
});

test('node is the Node that runs the factory', async () => {
  const { session } = await open();
  expect(await node(session, 'console.log(process.version)')).toBe(process.version);
});

describe('network', async () => {
  const { denied } = await networkIsolation();
  const listen = `const server = require('node:net').createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1', () =>
    require('node:net').connect(server.address().port, '127.0.0.1').on('data', (text) => { console.log(String(text)); server.close(); }));`;

  test('loopback works', async () => {
    const { session } = await open();
    expect(await node(session, listen)).toBe('hello');
  });

  test.runIf(denied)('nothing but loopback is there, and not the loopback of the host', async () => {
    const { session } = await open();
    const interfaces = await node(
      session,
      "console.log(Object.keys(require('node:os').networkInterfaces()).join())",
    );
    expect(interfaces).toBe('lo');
    const server = (await import('node:net')).createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const connect = `require('node:net').connect(${port}, '127.0.0.1').on('error', (error) => console.log(error.code)).on('connect', () => console.log('connected'))`;
    expect(await node(session, connect)).toBe('ECONNREFUSED');
    server.close();
  });
});

describe.runIf((await namespaces()) !== undefined)('what a command is shown', () => {
  const tried = (session: SandboxSession, code: string) =>
    node(session, `try { ${code}; console.log('done'); } catch (error) { console.log(error.code); }`);

  test('no file of the user, of the workspace or of another tree', async () => {
    const { session } = await open();
    const { session: other } = await open([{ path: 'a.txt', content: 'text' }], 'another');
    const ofUser = join(homedir(), `.sandbox-test-${process.pid}`);
    writeFileSync(ofUser, 'theirs');
    for (const path of [ofUser, join(workspace, 'processes'), other.directory, '/etc/shadow'])
      expect(await tried(session, `require('node:fs').accessSync(${JSON.stringify(path)})`)).toBe('ENOENT');
    rmSync(ofUser);
  });

  test('nothing to write to but its tree and its home', async () => {
    const { session } = await open([{ path: 'src/a.ts', content: '' }]);
    const write = (path: string) => `require('node:fs').writeFileSync(${JSON.stringify(path)}, 'x')`;
    for (const path of ['/usr/planted', '/planted', '/proc/sys/kernel/core_pattern'])
      expect(await tried(session, write(path))).toBe('EROFS');
    expect(await tried(session, write('written.txt'))).toBe('done');
    const locked = await session.run('node', ['-e', write('src/a.ts')], { readOnly: ['src'] });
    expect(locked.stderr).toContain('EROFS');
  });

  test('no process but its own, and none of those is left', async () => {
    const { session } = await open();
    expect(await tried(session, `process.kill(${process.pid}, 0)`)).toBe('ESRCH');
    const script = 'while :; do date > beat; sleep 0.02; done';
    const leave = `require('node:child_process').spawn('/bin/sh', ['-c', ${JSON.stringify(script)}], { detached: true, stdio: 'ignore' }).unref()`;
    await node(session, `${leave}; setTimeout(() => {}, 200)`);
    const beat = (): number => statSync(join(session.directory, 'beat')).mtimeMs;
    const last = beat();
    await new Promise((wait) => setTimeout(wait, 200));
    expect(beat()).toBe(last);
  });
});

test('a command reads what it is given', async () => {
  const { session } = await open();
  const echo = "console.log(require('node:fs').readFileSync(0, 'utf8').toUpperCase())";
  expect((await session.run('node', ['-e', echo], { input: 'given' })).stdout).toBe('GIVEN\n');
});

test('limits end a command', async () => {
  const limited = createEmbeddedSandbox({
    workspace: join(workspace, 'limited'),
    registry,
    installCache,
    limits: {
      maxOutputBytes: 10_000,
      maxMemoryBytes: 120 * 1024 * 1024,
      maxProcesses: 20,
      maxDiskBytes: 8 * 1024 * 1024,
    },
  });
  const { session } = await limited.open('limited', []);
  sessions.push(session);
  expect(await session.run('node', ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })).toMatchObject({
    ended: 'timeout',
  });
  expect(await session.run('node', ['-e', "for (;;) console.log('x'.repeat(1000))"])).toMatchObject({
    ended: 'output-limit',
  });
  expect(
    await session.run('node', ['-e', 'const kept = []; for (;;) kept.push({ value: [kept.length] })']),
  ).toMatchObject({ exitCode: undefined, ended: 'memory-limit' });
  const spawning =
    "setInterval(() => require('node:child_process').spawn('/bin/sleep', ['60'], { detached: true }), 1)";
  expect(await session.run('node', ['-e', spawning])).toMatchObject({ ended: 'process-limit' });
  const filling =
    "let n = 0; setInterval(() => require('node:fs').writeFileSync('f' + n++, Buffer.alloc(1024 * 1024, 1)), 20)";
  expect(await session.run('node', ['-e', filling])).toMatchObject({ ended: 'disk-limit' });
});

test('a started program runs until the session closes', async () => {
  const { session } = await open([
    {
      path: 'server.ts',
      content:
        "require('node:http').createServer((_, answer) => answer.end('up')).listen(0, '127.0.0.1', function () { console.log(this.address().port); });",
    },
  ]);
  const program = await session.start('node', ['server.ts']);
  await expect.poll(() => program.output(), { timeout: 5_000 }).toMatch(/^\d+\n$/);
  const port = Number(program.output());
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('up');
  await session.close();
  expect(await program.exited).toBe(undefined);
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
  expect(existsSync(session.directory)).toBe(false);
});

test('a started program can be stopped by itself and says how it ended', async () => {
  const { session } = await open();
  const program = await session.start('node', [
    '-e',
    "process.on('SIGTERM', () => process.exit(4)); setInterval(() => {}, 1000); console.log('up')",
  ]);
  await expect.poll(() => program.output(), { timeout: 5_000 }).toBe('up\n');
  await program.stop();
  expect(await program.exited).toBe(4);
});

describe('files', () => {
  test('what tools wrote is read, what is absent is undefined', async () => {
    const { session } = await open([{ path: 'a/b.txt', content: 'text' }]);
    await node(session, "require('node:fs').writeFileSync('written.txt', 'by a tool')");
    expect(await session.read('written.txt')).toBe('by a tool');
    expect(await session.read('a/b.txt')).toBe('text');
    expect(await session.read('a/c.txt')).toBe(undefined);
  });

  test('nothing outside the tree is read, not through a link either', async () => {
    const { session } = await open();
    symlinkSync('/etc/passwd', join(session.directory, 'link'));
    for (const path of ['../home', '/etc/passwd', 'a/../../home', '..', 'link', '']) {
      await expect(session.read(path)).rejects.toMatchObject({ kind: 'critical' });
    }
  });

  test.for([
    '../out.ts',
    '/tmp/out.ts',
    'a/../../out.ts',
    'node_modules/yaml/index.js',
    'a/.git/hooks/post-checkout',
    'a\\..\\b.ts',
  ])('a generated file is not written to %s', async (path) => {
    await expect(sandbox.open('unsafe', [{ path, content: '' }])).rejects.toMatchObject({ kind: 'critical' });
    expect(readdirSync(join(workspace, 'sandbox'))).toEqual([]);
  });

  test('a command does not start outside the tree', async () => {
    const { session } = await open();
    await expect(session.run('node', ['-v'], { cwd: '..' })).rejects.toMatchObject({ kind: 'critical' });
  });
});

test('the same key again begins with a fresh tree', async () => {
  await open([{ path: 'old.txt', content: '' }]);
  const { session } = await open([{ path: 'new.txt', content: '' }]);
  expect(readdirSync(session.directory)).toEqual(['.git', 'new.txt']);
});

test('keys that look alike have trees of their own', async () => {
  const directories = await Promise.all(
    ['a:b', 'a-b', 'a/b', '../a'].map(async (key) => (await open([], key)).session.directory),
  );
  expect(new Set(directories).size).toBe(4);
  expect(directories.every((directory) => directory.startsWith(join(workspace, 'sandbox')))).toBe(true);
});

test('a program that is not there is named', async () => {
  const { session } = await open();
  await expect(session.run('no-such-tool', [])).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.stringContaining('no-such-tool'),
  });
});

test('a guest sees no more than we show, and is another user', async ({ skip }) => {
  if (process.getuid?.() !== 0) skip('Only root can let a guest in.');
  const guest = { uid: 54_321, gid: 54_321 };
  const hosting = createEmbeddedSandbox({ workspace, registry, installCache, guest });
  const { session } = await hosting.open('guest', [{ path: 'a.txt', content: 'ours' }]);
  sessions.push(session);
  const code = `
    const fs = require('node:fs');
    const told = (work) => { try { work(); return 'done' } catch (error) { return error.code } };
    console.log([process.getuid(), told(() => fs.writeFileSync('a.txt', '')), told(() => fs.writeFileSync('b.txt', ''))].join());`;
  expect(await node(session, code)).toBe('54321,EACCES,done');
});
