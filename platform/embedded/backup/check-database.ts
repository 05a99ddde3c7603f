import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASES, type DatabaseName } from './database-files.ts';

/** Why a database file cannot be trusted, `undefined` when it can or is not there. */
export const damageOf = (path: string): string | undefined => {
  if (!existsSync(path)) return undefined;
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
    const found = database.prepare('PRAGMA quick_check(3)').all() as { quick_check: string }[];
    const problems = found.map(({ quick_check: problem }) => problem).filter((text) => text !== 'ok');
    return problems.length === 0 ? undefined : problems.join('; ').replaceAll(/\s+/g, ' ').slice(0, 300);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The damaged databases of a folder. */
export const damaged = (directory: string): { file: DatabaseName; problem: string }[] =>
  DATABASES.flatMap((file) => {
    const problem = damageOf(join(directory, file));
    return problem === undefined ? [] : [{ file, problem }];
  });

/** A database of the workspace is damaged; nothing was changed. */
export class DamagedWorkspace extends Error {}

/** Before a host opens anything. Throws `DamagedWorkspace`. */
export const checkDatabases = (workspace: string): void => {
  const [first] = damaged(workspace);
  if (first) throw new DamagedWorkspace(`${join(workspace, first.file)} is damaged: ${first.problem}`);
};
