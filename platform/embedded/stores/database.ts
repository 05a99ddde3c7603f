import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { PortError } from '../../port-error.ts';
import { upgrades } from './schema-upgrades.ts';
import { schema, SCHEMA_VERSION } from './schema.ts';
import { toPortError } from './sqlite-error.ts';

/** How long a statement waits for another process's transaction unless told otherwise, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/** The store's one SQLite database. Errors leave as `PortError`. */
export type Database = {
  read<T>(work: (connection: DatabaseSync) => T): T;
  /** All of `work` or nothing; writers of all processes one after another. */
  write<T>(work: (connection: DatabaseSync) => T): T;
  close(): void;
};

const inTransaction = <T>(connection: DatabaseSync, work: () => T): T => {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } finally {
    if (connection.isTransaction) connection.exec('ROLLBACK');
  }
};

const versionOf = (connection: DatabaseSync): number =>
  Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);

/** Brings an older store to this version, one step after another. */
const upgrade = (connection: DatabaseSync): void =>
  inTransaction(connection, () => {
    for (let version = versionOf(connection); upgrades[version] !== undefined; version += 1)
      connection.exec(`${upgrades[version]} PRAGMA user_version = ${version + 1};`);
  });

const migrate = (connection: DatabaseSync, file: string): void => {
  if (versionOf(connection) === 0) {
    inTransaction(connection, () => {
      // Another process may have been first.
      if (versionOf(connection) === 0) connection.exec(`${schema} PRAGMA user_version = ${SCHEMA_VERSION};`);
    });
  }
  if (upgrades[versionOf(connection)] !== undefined) upgrade(connection);
  const version = versionOf(connection);
  if (version !== SCHEMA_VERSION) {
    throw new PortError(
      'invalid-configuration',
      `${file} has schema version ${version}, this factory reads version ${SCHEMA_VERSION}. Use the version of the factory that wrote it, or another workspace.`,
    );
  }
};

const open = (file: string, timeout: number): DatabaseSync => {
  mkdirSync(dirname(file), { recursive: true });
  const connection = new DatabaseSync(file, { timeout });
  try {
    // FULL: the engine's history is durable at every turn, so what it says was stored must be so even after a power cut.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(connection, file);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** Opens at the first use, so that constructing costs nothing; `prepare` runs once after that. */
export const openDatabase = (
  file: string,
  prepare: (database: Database) => void = () => {},
  busyTimeoutMs = BUSY_TIMEOUT_MS,
): Database => {
  let connection: DatabaseSync | undefined;
  let closed = false;

  const guard = <T>(work: (opened: DatabaseSync) => T): T => {
    if (closed) throw new PortError('transient', 'The store is closed. Open it again.');
    try {
      if (!connection) {
        connection = open(file, busyTimeoutMs);
        prepare(database);
      }
      return work(connection);
    } catch (error) {
      throw toPortError(error, file);
    }
  };

  const database: Database = {
    read: guard,
    write: (work) => guard((opened) => inTransaction(opened, () => work(opened))),
    close() {
      closed = true;
      connection?.close();
      connection = undefined;
    },
  };
  return database;
};
