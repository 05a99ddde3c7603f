import type { DatabaseSync } from 'node:sqlite';

/** Forgets the requests and the events that were done before an instant. Answers how many. */
export const forgetRows = (database: DatabaseSync, before: Date): number =>
  ['_requests', '_inbox']
    .map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE at < ?`).run(Math.floor(before.getTime() / 1_000)),
    )
    .reduce((sum, { changes }) => sum + Number(changes), 0);
