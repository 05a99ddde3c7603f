export const ENGINE_FORMAT = 2;

/** What leads from a format to the next: the instances of format 1 were started without a version. */
export const ENGINE_UPGRADES: Readonly<Record<number, string>> = {
  1: "ALTER TABLE instance ADD COLUMN version TEXT NOT NULL DEFAULT ''",
};

/**
 * `inbox`, `activity` and `timer` hold what is still to happen; a turn takes their rows away in the transaction that
 * records their outcome in `history`. AUTOINCREMENT: a number is never used again, so a late answer finds no row.
 */
export const ENGINE_SCHEMA = `
  CREATE TABLE instance (
    id TEXT PRIMARY KEY, execution TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, custom_status TEXT,
    parent_id TEXT, parent_execution TEXT, parent_task INTEGER, root_id TEXT NOT NULL, trace_parent TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version TEXT NOT NULL
  );
  CREATE TABLE history (
    instance_id TEXT NOT NULL, position INTEGER NOT NULL, event TEXT NOT NULL,
    UNIQUE (instance_id, position)
  );
  CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, event TEXT NOT NULL
  );
  CREATE INDEX inbox_instance ON inbox (instance_id);
  CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, task_id INTEGER NOT NULL,
    name TEXT NOT NULL, input TEXT NOT NULL
  );
  CREATE INDEX activity_instance ON activity (instance_id);
  CREATE TABLE timer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, task_id INTEGER NOT NULL, fire_at INTEGER NOT NULL
  );
  CREATE INDEX timer_instance ON timer (instance_id);
  CREATE TABLE schedule (name TEXT PRIMARY KEY, last INTEGER NOT NULL);
`;
