import type { DatabaseSync } from 'node:sqlite';

import { undoEntrySchema, type UndoEntry, type UndoPlan } from '../../../factory/domain/undo.ts';
import { PortError } from '../../port-error.ts';
import type { UndoLedger } from '../../ports.ts';
import type { Database } from './database.ts';

type Row = { seq: number; state: string; reason: string | null; effect: string };

const COLUMNS = 'seq, state, reason, effect';

const entryOf = ({ seq, state, reason, effect }: Row): UndoEntry =>
  undoEntrySchema.parse({
    ...(JSON.parse(effect) as UndoPlan),
    seq,
    state,
    ...(reason === null ? {} : { reason }),
  });

const latest = (connection: DatabaseSync, projectId: string, marker: string): Row | undefined =>
  connection
    .prepare(
      `SELECT ${COLUMNS} FROM undo_entry WHERE marker = ? AND project_id = ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(marker, projectId) as Row | undefined;

const register = (connection: DatabaseSync, effect: UndoPlan): Row => {
  const text = JSON.stringify(effect);
  return connection
    .prepare(
      `INSERT INTO undo_entry (project_id, seq, marker, state, effect)
       SELECT ?1, coalesce(max(seq), 0) + 1, ?2, 'planned', ?3 FROM undo_entry WHERE project_id = ?1
       RETURNING ${COLUMNS}`,
    )
    .get(effect.projectId, effect.marker, text) as Row;
};

/** The undo ledger in SQLite. What was undone stays, as a record. */
export const createUndoLedger = (database: Database): UndoLedger => ({
  async plan(effect) {
    const row = database.write((connection) => {
      const standing = latest(connection, effect.projectId, effect.marker);
      return standing && standing.state !== 'undone' ? standing : register(connection, effect);
    });
    return entryOf(row);
  },

  async settle(projectId, marker, state, reason) {
    database.write((connection) => {
      const entry = latest(connection, projectId, marker);
      if (!entry) throw new PortError('critical', `The undo ledger of ${projectId} has no entry ${marker}.`);
      connection
        .prepare('UPDATE undo_entry SET state = ?, reason = ? WHERE project_id = ? AND seq = ?')
        .run(state, reason ?? null, projectId, entry.seq);
    });
  },

  async list(projectId) {
    const rows = database.read(
      (connection) =>
        connection
          .prepare(`SELECT ${COLUMNS} FROM undo_entry WHERE project_id = ? ORDER BY seq`)
          .all(projectId) as Row[],
    );
    return rows.map(entryOf);
  },

  async sharers(projectId, marker) {
    const row = database.read((connection) =>
      connection
        .prepare(
          `SELECT count(DISTINCT project_id) AS amount FROM undo_entry
           WHERE marker = ? AND project_id <> ? AND state <> 'undone'`,
        )
        .get(marker, projectId),
    );
    return Number(row?.['amount']);
  },
});
