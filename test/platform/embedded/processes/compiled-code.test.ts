import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { trimCompiledCode } from '../../../../platform/embedded/processes/compiled-code.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'compiled-code-'));
  mkdirSync(join(directory, 'v24'));
  writeFileSync(join(directory, 'v24/entry'), 'x'.repeat(100));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('empties a folder that has grown too large', () => {
  trimCompiledCode(directory, 99);
  expect(existsSync(directory)).toBe(false);
});

it('keeps one that has not', () => {
  trimCompiledCode(directory, 100);
  expect(existsSync(join(directory, 'v24/entry'))).toBe(true);
});

it('has nothing to do where there is none', () => {
  expect(() => trimCompiledCode(join(directory, 'absent'), 0)).not.toThrow();
});
