import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { damaged, damageOf } from './check-database.ts';
import { COMPANIONS, type DatabaseName } from './database-files.ts';
import { backupsOf } from './take-backup.ts';

export type Restored = { files: DatabaseName[]; from: string; aside: string };

/** The engine goes back with the store: it must not call something done that the store lost. */
const toRestore = (workspace: string): DatabaseName[] => {
  const files = damaged(workspace).map(({ file }) => file);
  return files.includes('store.db') && !files.includes('engine.db') ? ['engine.db', ...files] : files;
};

const setAside = (workspace: string, file: DatabaseName, aside: string): void => {
  for (const companion of COMPANIONS) {
    const path = join(workspace, file + companion);
    if (existsSync(path)) renameSync(path, join(aside, file + companion));
  }
};

/**
 * Puts the newest good backup in the place of what is damaged; the damaged files are kept in `damaged/`. No host may have the
 * workspace. Answers what was done, `undefined` where nothing is damaged. Throws where there is no good backup.
 */
export const restoreBackup = (workspace: string, at: Date): Restored | undefined => {
  const files = toRestore(workspace);
  const [first] = files;
  if (first === undefined) return undefined;
  const isGood = (folder: string): boolean =>
    files.every((file) => existsSync(join(folder, file)) && damageOf(join(folder, file)) === undefined);
  const from = backupsOf(workspace).find(isGood);
  if (from === undefined)
    throw new Error(`There is no good backup of ${files.join(' and ')} in ${join(workspace, 'backups')}.`);
  const aside = join(workspace, 'damaged', at.toISOString().replaceAll(/[-:.]/g, ''));
  mkdirSync(aside, { recursive: true });
  for (const file of files) {
    // The copy is whole before the damaged file goes.
    copyFileSync(join(from, file), join(workspace, `${file}.restored`));
    setAside(workspace, file, aside);
    renameSync(join(workspace, `${file}.restored`), join(workspace, file));
  }
  return { files, from, aside };
};
