import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { clearTemporary } from '../../../platform/embedded/clear-temporary.ts';
import { createEmbeddedPlatform } from '../../../platform/embedded/embedded-platform.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'clear-temporary-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

const leave = (...paths: string[]): void => {
  for (const path of paths) {
    mkdirSync(join(workspace, path), { recursive: true });
    writeFileSync(join(workspace, path, 'file'), 'x');
  }
};

it('removes what a killed host left of sandboxes and of repositories that were not in their place', async () => {
  leave('sandbox/one', 'sandbox/two', 'repositories/.new-a', 'repositories/.old-b');
  leave('repositories/ours/factory/orders.git', 'repositories/.newer', 'pipelines/run', 'data/p/orders');
  await clearTemporary(workspace);
  expect(readdirSync(join(workspace, 'sandbox'))).toEqual([]);
  expect(readdirSync(join(workspace, 'repositories')).toSorted()).toEqual(['.newer', 'ours']);
  expect(readdirSync(join(workspace, 'repositories/ours/factory/orders.git'))).toEqual(['file']);
  expect(readdirSync(workspace).toSorted()).toEqual(['data', 'pipelines', 'repositories', 'sandbox']);
});

it('has nothing to do in a new workspace', async () => {
  await clearTemporary(workspace);
  expect(readdirSync(workspace)).toEqual([]);
});

it('is done when the platform starts', async () => {
  leave('sandbox/one', 'repositories/.new-a');
  const platform = createEmbeddedPlatform({ workspace, knowledge: [] });
  await platform.start(false);
  await platform.stop();
  expect(readdirSync(join(workspace, 'sandbox'))).toEqual([]);
  expect(readdirSync(join(workspace, 'repositories'))).toEqual([]);
});
