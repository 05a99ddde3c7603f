import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createProcessRegistry } from '../../../../platform/embedded/processes/process-registry.ts';
import { confine } from '../../../../platform/embedded/sandbox/confinement.ts';
import { createEmbeddedSandbox } from '../../../../platform/embedded/sandbox/embedded-sandbox.ts';
import { createInstallCache } from '../../../../platform/embedded/sandbox/install-cache.ts';
import type { SandboxSession } from '../../../../platform/ports.ts';

const guest = { uid: 54_321, gid: 54_321 };

// Without namespaces, as in a container: the user is all that parts the two.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return { ...real, existsSync: (path: string) => !path.endsWith('/unshare') && real.existsSync(path) };
});

let workspace: string;
let session: SandboxSession;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'guest-'));
  chmodSync(workspace, 0o711);
  mkdirSync(join(workspace, 'sandbox'));
  writeFileSync(join(workspace, 'key'), 'of the verdict', { mode: 0o600 });
  const registry = createProcessRegistry(join(workspace, 'processes'));
  const installCache = createInstallCache({ registry, directory: join(workspace, 'installs') });
  const sandbox = createEmbeddedSandbox({ workspace, registry, installCache, guest });
  const files = [{ path: 'src/main.ts', content: 'export const one = 1;\n' }];
  if (process.getuid?.() === 0) ({ session } = await sandbox.open('a', files));
});

afterAll(async () => {
  await session?.close();
  rmSync(workspace, { recursive: true, force: true });
});

const said = async (code: string): Promise<string> => {
  const { stdout, stderr, exitCode } = await session.run('node', [
    '-e',
    `const fs = require('node:fs'); try { console.log(${code}) } catch (error) { console.log(error.code) }`,
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout.trim();
};

describe.skipIf(process.getuid?.() !== 0)('a guest (only root can let one in)', () => {
  it('runs as another user, without groups and capabilities', async () => {
    expect(await said('[process.getuid(), process.getgid(), process.getgroups()].join()')).toBe(
      '54321,54321,54321',
    );
    expect(await said(`/CapEff:\\s*(\\S+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]`)).toBe(
      '0000000000000000',
    );
  });

  it.each([
    ['changes what it is judged by', `fs.writeFileSync('src/main.ts', '')`, 'EACCES'],
    ['removes it', `fs.rmSync('src/main.ts')`, 'EPERM'],
    ['puts another in its place', `fs.renameSync('src', 'other')`, 'EPERM'],
    ['reads what is ours', `fs.readFileSync('../../../key')`, 'EACCES'],
    ['reads the environment of who judges', `fs.readFileSync('/proc/${process.pid}/environ')`, 'EACCES'],
    ['ends who judges', `process.kill(${process.pid}, 0)`, 'EPERM'],
  ])('neither %s', async (_, code, error) => {
    expect(await said(code)).toBe(error);
  });

  it('adds files, which are read as those of the tree, and has a home', async () => {
    expect(await said(`fs.writeFileSync('src/report.json', '{}') ?? 'written'`)).toBe('written');
    expect(await session.read('src/report.json')).toBe('{}');
    expect(await said(`fs.writeFileSync(process.env.HOME + '/a', '') ?? 'written'`)).toBe('written');
  });

  it('is started as guest when it stays in the network of the host, and ended by who started it', async () => {
    const program = await session.start('node', [
      '-e',
      'console.log(process.getuid()); setInterval(() => {}, 1e3)',
    ]);
    await vi.waitFor(() => expect(program.output()).toBe('54321\n'), 5_000);
    await program.stop();
    expect(await program.exited).toBeUndefined();
  });
});

it('leaves a command as it is where there is no guest', async () => {
  const view = {
    folder: workspace,
    directory: workspace,
    home: workspace,
    packages: workspace,
    cwd: workspace,
    readOnly: [],
    network: 'host' as const,
    maxFileBytes: 1,
  };
  expect((await confine(view, ['true'])).start).toEqual(['true']);
  expect((await confine(view, ['true'], guest)).start.slice(0, 3)).toEqual([
    'setpriv',
    '--reuid=54321',
    '--regid=54321',
  ]);
});
