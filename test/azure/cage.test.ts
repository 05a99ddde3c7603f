import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { createCage, type Cage } from './support/cage.ts';

let folder: string;
let cage: Cage;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'factory-cage-'));
  for (const name of ['app', 'tmp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'app/there.txt'), 'there');
  const places = { readOnly: join(folder, 'app'), temporary: join(folder, 'tmp') };
  const limits = { temporaryBytes: 10_000_000, memoryBytes: 300 * 1_048_576, cpus: 1 };
  cage = createCage(`factory-cage-test-${process.pid}-${Date.now()}`, places, limits);
});
afterEach(() => {
  cage.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script of Node in the cage. */
const inside = (script: string) => {
  const { command, args } = cage.around(process.execPath, ['-e', script]);
  const { status, signal, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  return { status, signal, stdout, stderr };
};

it('lets a program read the package, and write elsewhere', () => {
  const script = `const fs = require('fs'); fs.writeFileSync('${folder}/tmp/x', 'x'); console.log(fs.readFileSync('${folder}/app/there.txt', 'utf8'))`;
  expect(inside(script)).toMatchObject({ status: 0, stdout: 'there\n' });
});

it('refuses to change the package', () => {
  expect(inside(`require('fs').writeFileSync('${folder}/app/x', 'x')`).stderr).toContain('EROFS');
});

it('has no room for more temporary files than it should', () => {
  expect(inside(`require('fs').writeFileSync('${folder}/tmp/x', Buffer.alloc(11_000_000))`).stderr).toContain(
    'ENOSPC',
  );
});

it('ends what takes more memory than it should', () => {
  const { status, signal } = inside('const all = []; for (;;) all.push(Buffer.alloc(10_000_000, 1))');
  expect([status, signal]).not.toEqual([0, null]);
});

it('has one processor and finds no program', () => {
  const script = `console.log(require('os').availableParallelism()); require('child_process').execFileSync('ls')`;
  const { stdout, stderr } = inside(script);
  expect(stdout).toBe('1\n');
  expect(stderr).toContain('ENOENT');
});
