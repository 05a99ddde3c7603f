import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { DATABASES } from './database-files.ts';

/** Backups that are kept. */
const KEPT = 2;

const COMPLETE = /^\d{8}T\d{9}Z(?:-\d+)?$/;

export const backupFolder = (workspace: string): string => join(workspace, 'backups');

/** Folders of complete backups, newest first. */
export const backupsOf = (workspace: string): string[] => {
  const folder = backupFolder(workspace);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => COMPLETE.test(name))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
};

const freeName = (folder: string, at: Date): string => {
  const base = at.toISOString().replaceAll(/[-:.]/g, '');
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!existsSync(join(folder, name))) return name;
  }
};

/**
 * Copies the databases of a workspace while they are in use, each as of one moment, into a folder that gets its name when it is
 * complete. The last two are kept. Answers the folder.
 */
export const takeBackup = async (workspace: string, at: Date): Promise<string> => {
  const folder = backupFolder(workspace);
  const partial = join(folder, 'partial');
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const file of DATABASES) {
    const path = join(workspace, file);
    if (!existsSync(path)) continue;
    using source = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
    await backup(source, join(partial, file));
  }
  const complete = join(folder, freeName(folder, at));
  renameSync(partial, complete);
  for (const old of backupsOf(workspace).slice(KEPT)) rmSync(old, { recursive: true, force: true });
  return complete;
};
