import { projectSchema, type Project } from '../../../factory/domain/project.ts';
import { PortError } from '../../port-error.ts';
import type { ProjectStore } from '../../ports.ts';
import type { Database } from './database.ts';

/** How often `update` starts over because another writer came between. */
const MAX_ATTEMPTS = 100;

type Row = { document: string; version: number };

/** A document of an earlier version gets the members that it lacks. */
const projectOf = (row: Row): Project => projectSchema.parse(JSON.parse(row.document));

/** Project documents in SQLite; the etag is the number of the document's version. */
export const createProjectStore = (database: Database): ProjectStore => {
  const find = (column: 'id' | 'idempotency_key', value: string): Row | undefined =>
    database.read(
      (connection) =>
        connection.prepare(`SELECT document, version FROM project WHERE ${column} = ?`).get(value) as
          Row | undefined,
    );

  return {
    async create(project) {
      const created = database.write(
        (connection) =>
          connection
            .prepare(
              `INSERT INTO project (id, idempotency_key, created_at, version, document) VALUES (?, ?, ?, 1, ?)
               ON CONFLICT DO NOTHING`,
            )
            .run(project.id, project.idempotencyKey, project.createdAt, JSON.stringify(project)).changes ===
          1,
      );
      const row = find('idempotency_key', project.idempotencyKey);
      if (!row) {
        throw new PortError(
          'critical',
          `Project ${project.id} exists under another idempotency key. Give the new project an id of its own.`,
        );
      }
      return { project: projectOf(row), etag: String(row.version), created };
    },

    async get(id) {
      const row = find('id', id);
      return row && { project: projectOf(row), etag: String(row.version) };
    },

    async list() {
      const rows = database.read(
        (connection) =>
          connection
            .prepare('SELECT document, version FROM project ORDER BY created_at DESC, number DESC')
            .all() as Row[],
      );
      return rows.map(projectOf);
    },

    async update(id, change) {
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
        const row = find('id', id);
        if (!row) {
          throw new PortError(
            'invalid-configuration',
            `There is no project ${id}. List the projects to find its id.`,
          );
        }
        const before = projectOf(row);
        const changed = change(projectOf(row));
        if (changed.id !== before.id || changed.idempotencyKey !== before.idempotencyKey) {
          throw new PortError('critical', `A change of project ${id} must keep its id and idempotency key.`);
        }
        const document = JSON.stringify(changed);
        const written = database.write((connection) =>
          connection
            .prepare('UPDATE project SET document = ?, version = version + 1 WHERE id = ? AND version = ?')
            .run(document, id, row.version),
        );
        if (written.changes === 1) return projectSchema.parse(JSON.parse(document));
      }
      throw new PortError('transient', `Project ${id} is being changed by others all the time. Try again.`);
    },
  };
};
