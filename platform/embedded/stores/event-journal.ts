import type { TransitionEvent } from '../../../factory/domain/transition-event.ts';
import type { EventJournal } from '../../ports.ts';
import type { Database } from './database.ts';

/** Published events in SQLite, numbered within their project without gaps. */
export const createEventJournal = (database: Database): EventJournal => ({
  async append(event) {
    return database.write((connection) => {
      connection
        .prepare(
          `INSERT INTO event (project_id, position, id, document)
           SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3 FROM event WHERE project_id = ?1
           ON CONFLICT (project_id, id) DO NOTHING`,
        )
        .run(event.projectid, event.id, JSON.stringify(event));
      const row = connection
        .prepare('SELECT position FROM event WHERE project_id = ? AND id = ?')
        .get(event.projectid, event.id) as { position: number };
      return row.position;
    });
  },

  async read(projectId, after, limit) {
    const rows = database.read(
      (connection) =>
        connection
          .prepare(
            'SELECT position, document FROM event WHERE project_id = ? AND position > ? ORDER BY position LIMIT ?',
          )
          .all(projectId, after, limit) as { position: number; document: string }[],
    );
    return rows.map(({ position, document }) => ({
      position,
      event: JSON.parse(document) as TransitionEvent,
    }));
  },
});
