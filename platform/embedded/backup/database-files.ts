/**
 * The databases of a workspace, in the order in which they are copied: the engine first, so that it never says of something that it
 * was done which the store does not have. What the store has and the engine does not know is found by its marker and not done twice.
 */
export const DATABASES = ['engine.db', 'bus.db', 'store.db'] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** What SQLite keeps beside a database. */
export const COMPANIONS = ['', '-wal', '-shm'] as const;
