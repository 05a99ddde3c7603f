import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Milliseconds a writer waits for another connection's transaction. Transactions here are synchronous and short. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens a SQLite file that survives `kill -9` and power loss (WAL, every commit is synced). `schema` is run when the file
 * is new, `upgrades` lead from an older version to the next; a file of another `version` is refused, never reinterpreted.
 */
export const openDatabase = (
  path: string,
  version: number,
  schema: string,
  upgrades: Readonly<Record<number, string>> = {},
): DatabaseSync => {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
  );
  const found = inTransaction(database, () => {
    let { user_version: current } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (current === 0) database.exec(`${schema}; PRAGMA user_version = ${version};`);
    else
      for (; current < version && upgrades[current] !== undefined; current += 1)
        database.exec(`${upgrades[current]}; PRAGMA user_version = ${current + 1};`);
    return current === 0 ? version : current;
  });
  if (found !== version) {
    database.close();
    throw new Error(
      `${path} has format ${found}, this program writes format ${version}: use another workspace, or the version that made it.`,
    );
  }
  return database;
};

/** Runs `work` in one write transaction: committed when it returns, rolled back when it throws. Never hold it across an await. */
export const inTransaction = <T>(database: DatabaseSync, work: () => T): T => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
