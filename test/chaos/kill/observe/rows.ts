import { DatabaseSync } from 'node:sqlite';

export type Row = Record<string, unknown>;

/** Answers of a query, from a database that nobody has open. */
export const rows = (file: string, query: string): Row[] => {
  using database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  return database.prepare(query).all();
};
