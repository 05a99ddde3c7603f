import { reviewSchema, type Review } from '../../../factory/domain/review.ts';
import { PortError } from '../../port-error.ts';
import type { ReviewStore } from '../../ports.ts';
import type { Database } from './database.ts';

/** Writers that come between a read and its write before the change is given up. */
const MAX_ATTEMPTS = 100;

type Row = { document: string; version: number };

const reviewOf = ({ document }: Row): Review => reviewSchema.parse(JSON.parse(document));

const missing = (id: string): PortError =>
  new PortError('invalid-configuration', `There is no review ${id}. List the reviews to find its id.`);

/** Reviews in SQLite. */
export const createReviewStore = (database: Database): ReviewStore => {
  const find = (id: string): Row | undefined =>
    database.read(
      (connection) =>
        connection.prepare('SELECT document, version FROM review WHERE id = ?').get(id) as Row | undefined,
    );
  const require = (id: string): Row => {
    const row = find(id);
    if (!row) throw missing(id);
    return row;
  };

  return {
    async open(review) {
      database.write((connection) =>
        connection
          .prepare(
            'INSERT INTO review (id, project_id, version, document) VALUES (?, ?, 1, ?) ON CONFLICT (id) DO NOTHING',
          )
          .run(review.id, review.projectId, JSON.stringify(reviewSchema.parse(review))),
      );
      return reviewOf(require(review.id));
    },

    async get(id) {
      const row = find(id);
      return row && reviewOf(row);
    },

    async list(projectId) {
      const rows = database.read(
        (connection) =>
          connection
            .prepare(
              'SELECT document, version FROM review WHERE ?1 IS NULL OR project_id = ?1 ORDER BY number',
            )
            .all(projectId ?? null) as Row[],
      );
      return rows.map(reviewOf);
    },

    async update(id, change) {
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        const row = require(id);
        const changed = reviewSchema.parse(change(reviewOf(row)));
        const written = database.write((connection) =>
          connection
            .prepare('UPDATE review SET document = ?, version = version + 1 WHERE id = ? AND version = ?')
            .run(JSON.stringify(changed), id, row.version),
        );
        if (written.changes === 1) return changed;
      }
      throw new PortError('transient', `Review ${id} is being changed by others all the time. Try again.`);
    },
  };
};
