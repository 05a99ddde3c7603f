import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { processIdentity } from '../../../../platform/embedded/processes/process-identity.ts';
import { createProcessRegistry } from '../../../../platform/embedded/processes/process-registry.ts';

const registryModule = new URL('../../../../platform/embedded/processes/process-registry.ts', import.meta.url)
  .href;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'process-registry-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const firstLine = async (child: ChildProcess): Promise<string> => {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  return chunk.toString().trim();
};

/** A killed process needs a moment to vanish. */
const gone = async (pid: number): Promise<boolean> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (processIdentity(pid) === undefined) return true;
    await delay(10);
  }
  return false;
};

/** A host that starts `script` through a registry, says the pids that the script prints, and lives until it is killed. */
const startHost = async (script: string): Promise<{ host: ChildProcess; pids: number[] }> => {
  const source = `
    import { createProcessRegistry } from ${JSON.stringify(registryModule)};
    const registry = createProcessRegistry(${JSON.stringify(directory)});
    const child = registry.spawn('sh', ['-c', ${JSON.stringify(script)}], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.on('data', (chunk) => process.stdout.write(chunk));
    setInterval(() => undefined, 1000);`;
  const host = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { host, pids: (await firstLine(host)).split(' ').map(Number) };
};

const killHost = async (host: ChildProcess): Promise<void> => {
  host.kill('SIGKILL');
  await once(host, 'exit');
};

describe('a host that was killed with SIGKILL', () => {
  test('leaves a group that the next host finds and ends, members included', async () => {
    const { host, pids } = await startHost('sleep 300 & echo $$ $!; wait');
    await killHost(host);
    expect(pids.map((pid) => processIdentity(pid) !== undefined)).toEqual([true, true]);

    expect(createProcessRegistry(directory).reapOrphans()).toBe(1);
    expect(await Promise.all(pids.map(gone))).toEqual([true, true]);
    expect(readdirSync(directory)).toEqual([]);
    expect(createProcessRegistry(directory).reapOrphans()).toBe(0);
  });

  test.runIf(process.platform === 'linux')(
    'leaves a group whose leader died before: its members are ended',
    async () => {
      const { host, pids } = await startHost('sleep 300 & echo $$ $!; wait');
      await killHost(host);
      process.kill(pids[0]!, 'SIGKILL');
      expect(await gone(pids[0]!)).toBe(true);

      expect(createProcessRegistry(directory).reapOrphans()).toBe(1);
      expect(await gone(pids[1]!)).toBe(true);
    },
  );
});

test('a process that merely has the pid of a recorded one is never killed', async () => {
  const stranger = spawn('sleep', ['300'], { detached: true });
  const record = {
    leader: { pid: stranger.pid, identity: 'another boot 1' },
    host: { pid: stranger.pid, identity: 'another boot 0' },
    command: 'sleep',
  };
  writeFileSync(join(directory, `${stranger.pid}.json`), JSON.stringify(record));

  expect(createProcessRegistry(directory).reapOrphans()).toBe(0);
  expect(stranger.exitCode ?? stranger.signalCode).toBe(null);
  expect(readdirSync(directory)).toEqual([]);
  process.kill(-stranger.pid!, 'SIGKILL');
});

test('groups of a living host are left alone', async () => {
  const { host, pids } = await startHost('echo $$; exec sleep 300');
  expect(createProcessRegistry(directory).reapOrphans()).toBe(0);
  expect(processIdentity(pids[0]!)).toBeDefined();
  await killHost(host);
  expect(createProcessRegistry(directory).reapOrphans()).toBe(1);
});

test('a group is on record from its start until its exit', async () => {
  const registry = createProcessRegistry(directory);
  const child = registry.spawn('sh', ['-c', 'read line'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const record = JSON.parse(readFileSync(join(directory, `${child.pid}.json`), 'utf8')) as unknown;
  expect(record).toEqual({
    leader: { pid: child.pid, identity: processIdentity(child.pid!) },
    host: { pid: process.pid, identity: processIdentity(process.pid) },
    command: 'sh',
  });
  child.stdin!.end('\n');
  await once(child, 'exit');
  expect(readdirSync(directory)).toEqual([]);
});

test('what a leader leaves behind at its exit is ended', async () => {
  const registry = createProcessRegistry(directory);
  const child = registry.spawn('sh', ['-c', 'sleep 300 & echo $!'], { stdio: ['ignore', 'pipe', 'ignore'] });
  expect(await gone(Number(await firstLine(child)))).toBe(true);
});

test('endAll asks first and kills what does not listen', async () => {
  const registry = createProcessRegistry(directory);
  const stdio = ['ignore', 'pipe', 'ignore'] as const;
  const polite = registry.spawn('sh', ['-c', 'trap "exit 7" TERM; echo up; while :; do sleep 0.05; done'], {
    stdio: [...stdio],
  });
  const deaf = registry.spawn('sh', ['-c', 'trap "" TERM; echo up; while :; do sleep 0.05; done'], {
    stdio: [...stdio],
  });
  await Promise.all([firstLine(polite), firstLine(deaf)]);

  await registry.endAll(500);
  expect([polite.exitCode, deaf.signalCode]).toEqual([7, 'SIGKILL']);
});

test('a program that does not exist leaves no record', async () => {
  const child = createProcessRegistry(directory).spawn('no-such-program', []);
  const [error] = (await once(child, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ENOENT');
  expect(readdirSync(directory)).toEqual([]);
});
