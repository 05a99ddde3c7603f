import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failedForSpace, freeBytes, isFullDisk, isOutOfSpace } from '../../../platform/embedded/full-disk.ts';
import { toPortError } from '../../../platform/embedded/stores/sqlite-error.ts';

const thrownBy = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
};

const fullDatabase = (): unknown => {
  using database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 2');
  return thrownBy(() => database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000)));
};

const busyDatabase = (): unknown => {
  const folder = mkdtempSync(join(tmpdir(), 'busy-'));
  try {
    using one = new DatabaseSync(join(folder, 'a.db'));
    using two = new DatabaseSync(join(folder, 'a.db'), { timeout: 0 });
    one.exec('BEGIN IMMEDIATE');
    return thrownBy(() => two.exec('BEGIN IMMEDIATE'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

it('knows a full disk by the error of the system or of SQLite, or by its cause', () => {
  const system = Object.assign(new Error('write'), { code: 'ENOSPC' });
  expect(isFullDisk(system)).toBe(true);
  expect(isFullDisk(new Error('outer', { cause: system }))).toBe(true);
  expect(isFullDisk(fullDatabase())).toBe(true);
  expect(isFullDisk(busyDatabase())).toBe(false);
  expect(isFullDisk(new Error('ENOSPC'))).toBe(false);
});

it('believes the words of a tool only where space is scarce', () => {
  const words = '{"ok":false,"failure":{"message":"npm error nospc ENOSPC: no space left on device"}}';
  const mebibyte = 1024 * 1024;
  expect(failedForSpace('/', words, 100 * mebibyte)).toBe(true);
  expect(failedForSpace('/', words, 1000 * mebibyte)).toBe(false);
  expect(failedForSpace('/', 'a test failed', 100 * mebibyte)).toBe(false);
  expect(failedForSpace('/', 'a test failed', mebibyte)).toBe(true);
  expect(isOutOfSpace(tmpdir())).toBe(false);
  expect(freeBytes(tmpdir())).toBeGreaterThan(0);
});

it('is a transient error of the store that says what is full; a busy one says who holds it', () => {
  expect(toPortError(fullDatabase(), '/w/store.db')).toMatchObject({
    kind: 'transient',
    message: expect.stringMatching(
      /^The store \/w\/store\.db: .*full\. The disk that holds it is full: free space there\.$/,
    ),
  });
  expect(toPortError(busyDatabase(), '/w/store.db')).toMatchObject({
    kind: 'transient',
    message: expect.stringContaining('Another process holds it; try again.'),
  });
});
