import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, it } from 'vitest';

import { createEmbeddedStores } from '../../../../platform/embedded/stores/embedded-stores.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

const startScript = (name: string, ...args: string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

describe('the database of the stores', () => {
  it('is not made before its first use, and neither is its folder', async () => {
    const directory = join(temporaryWorkspace(), 'workspace');
    const stores = createEmbeddedStores({ directory });
    expect(readdirSync(join(directory, '..'))).toEqual([]);
    expect(await stores.projects.list()).toEqual([]);
    expect(readdirSync(directory)).toContain('store.db');
    stores.close();
  });

  it('refuses a schema of another version', async () => {
    const directory = temporaryWorkspace();
    const database = new DatabaseSync(join(directory, 'store.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(createEmbeddedStores({ directory }).projects.list()).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining('version 99'),
    });
  });

  it.each([
    ['is no database', (file: string) => writeFileSync(file, 'x'.repeat(5_000))],
    ['is a folder', (file: string) => mkdirSync(file)],
  ])('says so when the file %s', async (_, make) => {
    const directory = temporaryWorkspace();
    make(join(directory, 'store.db'));
    await expect(createEmbeddedStores({ directory }).projects.list()).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining('store.db'),
    });
  });

  it('says so when the workspace cannot be a folder', async () => {
    const directory = join(temporaryWorkspace(), 'file', 'workspace');
    writeFileSync(join(directory, '..'), '');
    await expect(createEmbeddedStores({ directory }).projects.list()).rejects.toMatchObject({
      kind: 'invalid-configuration',
    });
  });

  it('answers transient after it was closed', async () => {
    const stores = createEmbeddedStores({ directory: temporaryWorkspace() });
    await stores.projects.list();
    stores.close();
    stores.close();
    await expect(stores.projects.list()).rejects.toMatchObject({ kind: 'transient' });
  });

  it('serves processes that create it and write to it at the same time', async () => {
    const directory = temporaryWorkspace();
    const names = ['a', 'b', 'c', 'd'];
    const exits = await Promise.all(
      names.map((name) => once(startScript('append-events.ts', directory, name), 'close')),
    );
    expect(exits.map(([code]) => code as unknown)).toEqual([0, 0, 0, 0]);
    const stores = createEmbeddedStores({ directory });
    const events = await stores.journal.read('p', 0, 1_000);
    stores.close();
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(new Set(events.map(({ event }) => event.id)).size).toBe(100);
  }, 30_000);

  it('holds a whole call or nothing of it after kill -9', async () => {
    const directory = temporaryWorkspace();
    for (let round = 1; round <= 3; round++) {
      const writer = startScript('put-forever.ts', directory);
      let said = '';
      const killed = once(writer, 'close');
      // Killed while it writes: some generations are stored, the next one is under way.
      writer.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.split('\n').length > 3 + round) writer.kill('SIGKILL');
      });
      await killed;
      const stores = createEmbeddedStores({ directory });
      const files = await stores.artifacts.readAll('p', 'src');
      stores.close();
      const generations = new Set(files.map(({ content }) => Number(/\d+/.exec(content)?.[0])));
      expect(files).toHaveLength(50);
      expect(generations.size).toBe(1);
      expect([...generations][0]).toBeGreaterThanOrEqual(Number(said.trim().split('\n').at(-1)));
    }
  }, 30_000);
});
