import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDatabases, damaged } from '../../../../platform/embedded/backup/check-database.ts';
import { DATABASES } from '../../../../platform/embedded/backup/database-files.ts';
import { restoreBackup } from '../../../../platform/embedded/backup/restore-backup.ts';
import { backupsOf, takeBackup } from '../../../../platform/embedded/backup/take-backup.ts';

const at = new Date('2030-01-01T00:00:00.000Z');
let workspace: string;

/** Writes so many rows as a host does, and lets go of the file. */
const write = (file: string, rows: number): void => {
  using database = new DatabaseSync(join(workspace, file));
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (x TEXT)');
  const add = database.prepare('INSERT INTO t VALUES (?)');
  for (let row = 0; row < rows; row += 1) add.run('x'.repeat(400));
};

const rowsOf = (file: string): number => {
  using database = new DatabaseSync(join(workspace, file));
  return Number(database.prepare('SELECT count(*) AS n FROM t').get()?.['n']);
};

const corrupt = (path: string): void => {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(statSync(path).size / 8192) * 4096);
  closeSync(file);
};

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'backup-'));
  for (const file of DATABASES) write(file, 100);
});

afterEach(() => rmSync(workspace, { recursive: true, force: true }));

it('keeps the last two backups, each complete', async () => {
  for (let day = 0; day < 3; day += 1) await takeBackup(workspace, new Date(at.getTime() + day * 86_400_000));
  await takeBackup(workspace, new Date(at.getTime() + 2 * 86_400_000));
  const backups = backupsOf(workspace);
  expect(backups.map((path) => path.split('/').at(-1))).toEqual([
    '20300103T000000000Z-2',
    '20300103T000000000Z',
  ]);
  for (const backup of backups) expect(readdirSync(backup).toSorted()).toEqual([...DATABASES].toSorted());
});

it('finds a damaged page, and puts the newest good backup in its place', async () => {
  await takeBackup(workspace, at);
  write('store.db', 50);
  write('engine.db', 50);
  write('bus.db', 50);
  expect(damaged(workspace)).toEqual([]);
  expect(restoreBackup(workspace, at)).toBeUndefined();

  corrupt(join(workspace, 'store.db'));
  expect(damaged(workspace)).toEqual([{ file: 'store.db', problem: expect.any(String) }]);
  expect(() => checkDatabases(workspace)).toThrow(/store\.db is damaged: /);

  const restored = restoreBackup(workspace, at);
  expect(restored?.files).toEqual(['engine.db', 'store.db']);
  expect(damaged(workspace)).toEqual([]);
  expect(DATABASES.map(rowsOf)).toEqual([100, 150, 100]);
  expect(existsSync(join(restored?.aside ?? '', 'store.db'))).toBe(true);
});

it('does not take a damaged backup, and says where there is none', async () => {
  const good = await takeBackup(workspace, at);
  const newer = await takeBackup(workspace, new Date(at.getTime() + 1));
  corrupt(join(workspace, 'bus.db'));
  corrupt(join(newer, 'bus.db'));
  expect(restoreBackup(workspace, at)).toMatchObject({ files: ['bus.db'], from: good });
  corrupt(join(workspace, 'bus.db'));
  corrupt(join(good, 'bus.db'));
  expect(() => restoreBackup(workspace, at)).toThrow(/no good backup of bus\.db/);
});
