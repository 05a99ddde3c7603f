import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { DEFAULT_INSTALL_CACHE } from '../../cli/commands/doctor.ts';
import { prepareWorkspace, workspaceExists } from '../../cli/workspace.ts';
import { defaultInstallCacheDirectory } from '../../platform/embedded/sandbox/install-cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'factory-workspace-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('prepareWorkspace', () => {
  it('makes the folder and those above it, once', () => {
    const path = join(folder, 'a/b');
    expect(workspaceExists(path)).toBe(false);
    prepareWorkspace(path);
    prepareWorkspace(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('refuses a file', () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    expect(() => prepareWorkspace(path)).toThrow(`The workspace ${path} is not a folder.`);
    expect(() => prepareWorkspace(join(path, 'x'))).toThrow(
      expect.objectContaining({
        message: `The workspace ${join(path, 'x')} cannot be created.`,
        why: 'Something on the way to it is a file, not a folder (ENOTDIR).',
      }),
    );
  });

  it.runIf(process.platform === 'linux')('says what the system refuses', () => {
    expect(() => prepareWorkspace('/proc/factory/x')).toThrow('cannot be created.');
    expect(() => prepareWorkspace('/proc/self')).toThrow('cannot be written to.');
  });
});

it('doctor looks at the install cache that the sandbox fills', () => {
  expect(DEFAULT_INSTALL_CACHE).toBe(defaultInstallCacheDirectory());
});
