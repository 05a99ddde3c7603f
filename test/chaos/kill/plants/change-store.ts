import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** Runs one statement on a database of a workspace; throws unless it changes something. */
export const change = (
  workspace: string,
  file: 'store.db' | 'engine.db',
  statement: string,
  ...values: SQLInputValue[]
): void => {
  using database = new DatabaseSync(join(workspace, file));
  const { changes } = database.prepare(statement).run(...values);
  if (Number(changes) === 0) throw new Error(`A plant changed nothing: ${statement}`);
};

/** Triggers keep the audit trail as it is; whoever plants something in it removes them first. */
export const unlockAuditTrail = (workspace: string): void => {
  using database = new DatabaseSync(join(workspace, 'store.db'));
  database.exec('DROP TRIGGER agent_action_unchanged');
};

/** An action more, like one that is there; its id is another. */
export const addAction = (workspace: string, like: string, id: string): void =>
  change(
    workspace,
    'store.db',
    `INSERT INTO agent_action (id, project_id, document)
     SELECT ?1, project_id, document FROM agent_action WHERE id LIKE ?2 LIMIT 1`,
    id,
    like,
  );

/** An event more, like the last one of a project. */
export const addEvent = (workspace: string, project: string, id: string): void =>
  change(
    workspace,
    'store.db',
    `INSERT INTO event (project_id, position, id, document)
     SELECT project_id, position + 1, ?1, document FROM event WHERE project_id = ?2
     ORDER BY position DESC LIMIT 1`,
    id,
    project,
  );

/** A work item more, like one that is there. */
export const addWorkItem = (workspace: string): void =>
  change(
    workspace,
    'store.db',
    `INSERT INTO work_item (project_id, key, state, draft)
     SELECT project_id, key || '-again', state, draft FROM work_item LIMIT 1`,
  );
