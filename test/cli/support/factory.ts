import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterEach, vi } from 'vitest';

import type { HostLock } from '../../../cli/host/running-host.ts';
import type { Scenario } from './scenario.ts';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const folders: string[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const node = (args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  children.push(child);
  return child;
};

/** A workspace of its own, with `factory` and the fake host at hand. */
export const aWorkspace = (scenario: Scenario) => {
  const folder = mkdtempSync(join(tmpdir(), 'factory-cli-'));
  folders.push(folder);
  const workspace = join(folder, 'workspace');
  const app = join(folder, 'scenario.json');
  writeFileSync(app, JSON.stringify(scenario));

  const start = (...args: string[]) =>
    node([script('./factory-under-test.ts'), app, ...args, '--workspace', workspace]);
  return {
    folder,
    workspace,
    start,
    /** Runs the command to its end. */
    async factory(...args: string[]) {
      const child = start(...args);
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      if (child.exitCode === null) await once(child, 'exit');
      return { code: child.exitCode, stdout, stderr };
    },
    /** Starts a host in the workspace, as `serve` in another terminal would. */
    async host(pump: HostLock['pump']) {
      const child = node([script('./fake-host.ts'), '--app', app, '--workspace', workspace, '--pump', pump]);
      await once(child.stdout, 'data');
      return child;
    },
    lock: () => JSON.parse(readFileSync(join(workspace, 'host.lock'), 'utf8')) as HostLock,
    /** What the hosts were asked to do, in order. */
    effects: () => readFileSync(join(workspace, 'effects.log'), 'utf8').trim().split('\n'),
  };
};

/** Waits until something is true, for things that other processes do. */
export const eventually = (assertion: () => void) => vi.waitFor(assertion, { timeout: 10_000, interval: 20 });
