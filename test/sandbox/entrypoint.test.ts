import { spawnSync } from 'node:child_process';
import {
  chownSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { entrypointOf } from '../rules/dockerfile-rules.ts';

const root = resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0 && existsSync('/usr/bin/setpriv');

let workspace: string;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'entrypoint-'));
  mkdirSync(join(workspace, 'sandbox'));
  for (const folder of [workspace, join(workspace, 'sandbox')]) {
    chmodSync(folder, 0o711);
    if (isRoot) chownSync(folder, 10_001, 10_001);
  }
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe.skipIf(!isRoot)('the entry point of the image (only root can follow it)', () => {
  it('supervises as nobody special, and lets a guest in whose programs and files it can remove', () => {
    const words = entrypointOf(readFileSync(join(root, 'sandbox/Dockerfile'), 'utf8'));
    expect(words.slice(-2)).toEqual(['node', 'supervisor.js']);
    const [program = '', ...args] = words.slice(0, -2);
    const script = join(import.meta.dirname, 'as-the-image.ts');
    const { stdout, stderr } = spawnSync(program, [...args, process.execPath, script, workspace], {
      encoding: 'utf8',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: workspace },
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      supervisor: 10_001,
      stdout: '10002\nkept\n',
      started: '10002\n',
      read: 'written\n',
    });
    expect(readdirSync(join(workspace, 'sandbox'))).toEqual([]);
  });
});
