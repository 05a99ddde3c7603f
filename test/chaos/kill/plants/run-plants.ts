import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { addCommit, changeByte, repositoryAt } from './change-repository.ts';
import { addAction, addEvent, addWorkItem, change } from './change-store.ts';
import type { Plant } from './plant.ts';
import { restPlants } from './rest-plants.ts';

/** The same run once more, under the key of a second try. */
export const addPipelineRun = (workspace: string): void => {
  const folder = join(workspace, 'pipelines');
  const [first = ''] = readdirSync(folder);
  cpSync(join(folder, first), join(folder, 'another'), { recursive: true });
  const file = join(folder, 'another/run.json');
  const record = JSON.parse(readFileSync(file, 'utf8')) as { key: string };
  writeFileSync(file, JSON.stringify({ ...record, key: record.key.replace(/-1$/, '-2') }));
};

/** In a workspace whose only project completed. */
export const runPlants: readonly Plant[] = [
  {
    name: 'a project that says it failed',
    oracle: 'status',
    plant: (workspace) =>
      change(workspace, 'store.db', `UPDATE project SET document = json_set(document, '$.status', 'failed')`),
  },
  {
    name: 'a second repository',
    oracle: 'repositories',
    plant: (workspace) =>
      cpSync(repositoryAt(workspace, 'audit-trail'), repositoryAt(workspace, 'audit-trail-2'), {
        recursive: true,
      }),
  },
  {
    name: 'a byte more in a file',
    oracle: 'trees',
    plant: (workspace) => changeByte(repositoryAt(workspace, 'audit-trail')),
  },
  {
    name: 'a second commit of the same tree',
    oracle: 'commits',
    plant: (workspace) => addCommit(repositoryAt(workspace, 'audit-trail')),
  },
  { name: 'a work item twice', oracle: 'work items', plant: addWorkItem },
  {
    name: 'a link to a commit less',
    oracle: 'work items',
    plant: (workspace) => change(workspace, 'store.db', 'DELETE FROM work_item_commit WHERE number = 1'),
  },
  { name: 'a second pipeline run', oracle: 'pipeline runs', plant: addPipelineRun },
  {
    name: 'an effect that is only planned',
    oracle: 'undo ledger',
    plant: (workspace) =>
      change(workspace, 'store.db', `UPDATE undo_entry SET state = 'planned' WHERE marker LIKE 'branch:%'`),
  },
  {
    name: 'a second end',
    oracle: 'events',
    plant: (workspace, project) => addEvent(workspace, project, `${project}:project.completed:again`),
  },
  {
    name: 'an action twice',
    oracle: 'audit trail',
    plant: (workspace, project) =>
      addAction(workspace, '%:commit-the-service:1', `${project}:finalization:commit-the-service:2`),
  },
  {
    name: 'an artifact less',
    oracle: 'artifacts',
    plant: (workspace) =>
      change(workspace, 'store.db', `DELETE FROM artifact WHERE path LIKE 'architecture/adr/ADR-0001%'`),
  },
  ...restPlants,
];
