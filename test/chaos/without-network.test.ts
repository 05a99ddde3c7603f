import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { realFactory } from '../cli/support/real-factory.ts';
import { AUDIT, factory, resultOf, root } from '../e2e/support/factory-cli.ts';

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-without-network-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** An address at which nobody listens. */
const closedPort = async (): Promise<number> => {
  const server = createServer();
  const port = await listening(server);
  server.close();
  return port;
};

/** Settings under which npm reaches nothing but this port, and has nothing kept of its own. */
const reaching = (port: number, folder: string): Record<string, string> => ({
  npm_config_registry: `http://127.0.0.1:${port}/`,
  npm_config_cache: join(folder, 'npm'),
  npm_config_update_notifier: 'false',
  https_proxy: '',
  http_proxy: '',
});

const ownFolder = (name: string): string => {
  const folder = join(scratch, name);
  mkdirSync(folder);
  return folder;
};

const installs = (folder: string): string[] =>
  existsSync(join(folder, 'installs')) ? readdirSync(join(folder, 'installs')) : [];

const STACK = /\n\s+at .+:\d+:\d+/;

describe('no network', () => {
  it('ends the first run with 3 and says which package it was, and what to do', async () => {
    const folder = ownFolder('first');
    const port = await closedPort();
    const environment = { ...reaching(port, folder), FACTORY_INSTALL_CACHE: join(folder, 'installs') };
    const { code, stdout, stderr } = await realFactory(folder, ['run', AUDIT], { environment });
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).toMatch(
      /npm ci could not fetch the packages? .*from the npm registry that your npm configuration names: ECONNREFUSED\. Check the network and the proxy settings, then run again/,
    );
    expect(stdout).not.toMatch(STACK);
    expect(stdout).not.toContain(`:${port}`);
    expect(installs(folder), 'nothing half-written').toEqual([]);
  });

  it('is not missed by a second run: its packages come from the cache', async () => {
    const folder = ownFolder('second');
    // Fills the cache, where no other run did.
    expect(resultOf(factory('run', AUDIT, '--json', '--workspace', join(folder, 'one'))).status).toBe(
      'completed',
    );
    const environment = reaching(await closedPort(), folder);
    const second = await realFactory(folder, ['run', AUDIT, '--json', '--workspace', 'two'], { environment });
    expect(second.code, second.stderr).toBe(0);
    const [service] = resultOf({ ...second, exitCode: second.code }).services;
    expect(service?.quality.checks.find(({ name }) => name === 'install')).toMatchObject({
      status: 'passed',
      detail: expect.stringContaining('linked from the cache'),
    });
  });
});

describe('an installation that is interrupted', () => {
  it('leaves nothing half-written, and the project goes on', async () => {
    const folder = ownFolder('interrupted');
    // Takes the first question of npm and never answers it.
    const silent = createServer();
    const asked = once(silent, 'connection');
    const environment = {
      ...reaching(await listening(silent), folder),
      FACTORY_INSTALL_CACHE: join(folder, 'installs'),
    };
    const run = spawn(process.execPath, [join(root, 'cli/factory.mjs'), 'run', AUDIT], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...environment },
    });
    const ended = once(run, 'exit');
    const said = Promise.all([text(run.stdout), text(run.stderr)]);
    await asked;
    run.kill('SIGINT');
    const [code] = (await ended) as [number | null];
    const output = (await said).join('');
    silent.close();
    expect([code, output]).toEqual([130, expect.stringContaining('factory resume')]);
    expect(output).not.toMatch(STACK);
    expect(installs(folder).filter((name) => !name.startsWith('.'))).toEqual([]);

    const resumed = await realFactory(folder, ['resume', '--json'], {
      environment: reaching(await closedPort(), folder),
    });
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(resultOf({ ...resumed, exitCode: resumed.code }).status).toBe('completed');
  });
});
