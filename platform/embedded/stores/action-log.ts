import type { AgentAction } from '../../../factory/domain/agent-action.ts';
import type { ActionLog } from '../../ports.ts';
import type { Database } from './database.ts';

/** The audit trail in SQLite; triggers of the schema refuse changing and deleting. */
export const createActionLog = (database: Database): ActionLog => ({
  async append(action) {
    database.write((connection) =>
      connection
        .prepare(
          'INSERT INTO agent_action (id, project_id, document) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
        )
        .run(action.id, action.projectId, JSON.stringify(action)),
    );
  },

  async list(projectId) {
    const rows = database.read(
      (connection) =>
        connection
          .prepare('SELECT document FROM agent_action WHERE project_id = ? ORDER BY position')
          .all(projectId) as { document: string }[],
    );
    return rows.map(({ document }) => JSON.parse(document) as AgentAction);
  },
});
