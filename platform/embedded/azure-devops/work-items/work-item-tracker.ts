import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { readDrafts } from '../../../../factory/domain/work-item-drafts.ts';
import { hasState, hierarchyProblems, LEVELS } from '../../../../factory/domain/work-item-hierarchy.ts';
import type { WorkItem, WorkItemDraft, WorkItemState } from '../../../../factory/domain/work-item.ts';
import { PortError } from '../../../port-error.ts';
import type { WorkItemTracker } from '../../../ports.ts';
import type { Database } from '../../stores/database.ts';

type Item = { id: number; key: string; state: WorkItemState; draft: WorkItemDraft };

const itemsOf = (connection: DatabaseSync, projectId: string): Item[] =>
  (
    connection
      .prepare('SELECT id, key, state, draft FROM work_item WHERE project_id = ? ORDER BY id')
      .all(projectId) as { id: number; key: string; state: WorkItemState; draft: string }[]
  ).map((row) => ({ ...row, draft: JSON.parse(row.draft) as WorkItemDraft }));

const refuse = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  throw new PortError(
    'invalid-configuration',
    `The work items were refused, nothing was written: ${problems.join('; ')}. Correct the plan's work items.`,
  );
};

const parseDrafts = (given: readonly WorkItemDraft[]): WorkItemDraft[] => {
  const { drafts, problems } = readDrafts(given);
  refuse(problems);
  return drafts;
};

const named = (items: readonly Item[], keys: readonly string[]): Item[] => {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const unknown = keys.filter((key) => !byKey.has(key));
  refuse(unknown.map((key) => `${key}: does not exist`));
  return keys.flatMap((key) => byKey.get(key) ?? []);
};

const rows = <Row>(statement: StatementSync, id: number): Row[] =>
  statement.all(id).map((row) => ({ ...row }) as Row);

/** Removing an item would leave these without their parent. */
const orphans = (items: readonly Item[], gone: ReadonlySet<string>): Item[] =>
  items.filter(
    ({ key, draft }) => !gone.has(key) && draft.parentKey !== undefined && gone.has(draft.parentKey),
  );

/**
 * Work items in SQLite, as strict as Azure DevOps with the Agile process. Numbers count from 1 in the workspace and are
 * never used again.
 */
export const createWorkItemTracker = (database: Database): WorkItemTracker => ({
  async ensureAll(projectId, drafts) {
    const wanted = parseDrafts(drafts);
    return database.write((connection) => {
      const items = new Map(itemsOf(connection, projectId).map((item) => [item.key, item]));
      const merged = new Map([...items.values()].map((item) => [item.key, item.draft]));
      for (const draft of wanted) merged.set(draft.key, draft);
      refuse(hierarchyProblems(merged));

      const insert = connection.prepare(
        `INSERT INTO work_item (project_id, key, state, draft) VALUES (?, ?, 'New', ?)`,
      );
      const update = connection.prepare('UPDATE work_item SET draft = ? WHERE id = ?');
      const numbers = new Map<string, number>();
      for (const draft of wanted.toSorted((a, b) => LEVELS.indexOf(a.type) - LEVELS.indexOf(b.type))) {
        const item = items.get(draft.key);
        const text = JSON.stringify(draft);
        if (!item) numbers.set(draft.key, Number(insert.run(projectId, draft.key, text).lastInsertRowid));
        else {
          numbers.set(draft.key, item.id);
          if (JSON.stringify(item.draft) !== text) update.run(text, item.id);
        }
      }
      return Object.fromEntries(numbers);
    });
  },

  async linkCommit(projectId, keys, repository, commit) {
    database.write((connection) => {
      const insert = connection.prepare(
        'INSERT INTO work_item_commit (work_item_id, repository, object_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      );
      for (const { id } of named(itemsOf(connection, projectId), keys)) insert.run(id, repository, commit);
    });
  },

  async linkPullRequest(projectId, keys, repository, pullRequest) {
    database.write((connection) => {
      const insert = connection.prepare(
        'INSERT INTO work_item_pull_request (work_item_id, repository, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      );
      for (const { id } of named(itemsOf(connection, projectId), keys))
        insert.run(id, repository, pullRequest);
    });
  },

  async setState(projectId, keys, state) {
    database.write((connection) => {
      const items = named(itemsOf(connection, projectId), keys);
      refuse(
        items
          .filter(({ draft }) => !hasState(draft.type, state))
          .map(({ key, draft }) => `${key}: a ${draft.type} has no state ${state}`),
      );
      const update = connection.prepare('UPDATE work_item SET state = ? WHERE id = ?');
      for (const { id } of items) update.run(state, id);
    });
  },

  async remove(projectId, keys) {
    const gone = new Set(keys);
    database.write((connection) => {
      const items = itemsOf(connection, projectId);
      const left = orphans(items, gone);
      if (left.length > 0) {
        const names = left.map(({ id, key, draft }) => `#${id} (${key}) below ${draft.parentKey}`).join(', ');
        throw new PortError(
          'invalid-configuration',
          `The work items were kept: others hang below them, ${names}. Move or remove those first.`,
        );
      }
      const removals = [
        'work_item_commit WHERE work_item_id',
        'work_item_pull_request WHERE work_item_id',
        'work_item WHERE id',
      ].map((place) => connection.prepare(`DELETE FROM ${place} = ?`));
      for (const { id, key } of items) if (gone.has(key)) for (const removal of removals) removal.run(id);
    });
  },

  async list(projectId) {
    return database.read((connection) => {
      const commits = connection.prepare(
        'SELECT repository, object_id AS "commit" FROM work_item_commit WHERE work_item_id = ? ORDER BY number',
      );
      const pulls = connection.prepare(
        'SELECT repository, id FROM work_item_pull_request WHERE work_item_id = ? ORDER BY number',
      );
      return itemsOf(connection, projectId).map(({ id, state, draft }): WorkItem => {
        const pullRequests = rows<{ repository: string; id: number }>(pulls, id);
        return {
          ...draft,
          id,
          state,
          commits: rows<WorkItem['commits'][number]>(commits, id),
          ...(pullRequests.length === 0 ? {} : { pullRequests }),
        };
      });
    });
  },
});
