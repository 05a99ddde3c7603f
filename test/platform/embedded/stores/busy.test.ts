import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { guard } from '../../../../activities/lib/guard.ts';
import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

const files = [{ path: 'a.ts', content: 'export {};\n' }];

/** Stores of a workspace, and a second process that holds their write lock. */
const held = async (busyTimeoutMs: number, ...forMilliseconds: string[]) => {
  const directory = temporaryWorkspace();
  const stores = createEmbeddedStores({ directory, busyTimeoutMs });
  await stores.projects.list();
  const script = join(import.meta.dirname, 'hold-lock.ts');
  const holder = spawn(process.execPath, [script, directory, ...forMilliseconds], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const released = once(holder, 'close');
  onTestFinished(() => {
    stores.close();
    holder.kill('SIGKILL');
  });
  await once(holder.stdout, 'data');
  const put = guard(async () => {
    await stores.artifacts.putAll('p', 'engineering', files);
    return { ok: true as const, value: null };
  });
  const release = async () => {
    holder.stdin.end();
    await released;
  };
  return { directory, stores, put, release };
};

it('a write waits for the short transaction of another process', async () => {
  const { put, stores } = await held(20_000, '150');
  expect(await put(undefined)).toEqual({ ok: true, value: null });
  expect(await stores.artifacts.readAll('p', '')).toHaveLength(1);
}, 30_000);

it('a long one makes it a transient failure that names the file; tried again it succeeds, and nothing was half written', async () => {
  const { directory, put, stores, release } = await held(30);
  const tried = await put(undefined);
  expect(tried).toMatchObject({ ok: false, failure: { kind: 'transient' } });
  expect(JSON.stringify(tried)).toContain(
    `The store ${join(directory, 'store.db')}: database is locked. Another process holds it; try again.`,
  );
  expect(await stores.artifacts.readAll('p', '')).toEqual([]);
  await release();
  expect(await put(undefined)).toEqual({ ok: true, value: null });
  expect(await stores.artifacts.readAll('p', '')).toHaveLength(1);
}, 30_000);
