import { addCommit, repositoryAt } from './change-repository.ts';
import { addAction, addEvent, addWorkItem, change, unlockAuditTrail } from './change-store.ts';
import type { Plant } from './plant.ts';
import { restPlants } from './rest-plants.ts';
import { addPipelineRun } from './run-plants.ts';

/** In a workspace whose last project was cancelled after effects. */
export const compensationPlants: readonly Plant[] = [
  {
    name: 'a project that still runs',
    oracle: 'cancelled',
    plant: (workspace, project) =>
      change(
        workspace,
        'store.db',
        `UPDATE project SET document = json_set(document, '$.status', 'running') WHERE id = ?`,
        project,
      ),
  },
  {
    name: 'another end',
    oracle: 'one end',
    plant: (workspace, project) => addEvent(workspace, project, `${project}:project.failed`),
  },
  {
    name: "a commit in somebody else's repository",
    oracle: 'Azure DevOps as before',
    plant: (workspace) => addCommit(repositoryAt(workspace, 'somebody-elses')),
  },
  { name: 'a work item that is left', oracle: 'Azure DevOps as before', plant: addWorkItem },
  { name: 'a pipeline run that is left', oracle: 'Azure DevOps as before', plant: addPipelineRun },
  {
    name: 'an artifact of another project less',
    oracle: 'what was before',
    plant: (workspace, project) =>
      change(
        workspace,
        'store.db',
        `DELETE FROM artifact WHERE project_id <> ? AND path LIKE 'architecture/adr/ADR-0001%'`,
        project,
      ),
  },
  {
    name: 'an effect that was not taken back',
    oracle: 'all taken back',
    plant: (workspace, project) =>
      change(
        workspace,
        'store.db',
        `UPDATE undo_entry SET state = 'done' WHERE project_id = ? AND marker LIKE 'repository:%'`,
        project,
      ),
  },
  {
    name: 'an effect that was taken back twice',
    oracle: 'once each',
    plant: (workspace, project) =>
      addAction(workspace, `${project}:%:undo-%`, `${project}:finalization:undo-work-items-7:2`),
  },
  {
    name: 'the first effect taken back first',
    oracle: 'in reverse',
    plant: (workspace, project) => {
      unlockAuditTrail(workspace);
      change(
        workspace,
        'store.db',
        `UPDATE agent_action SET position = -1 WHERE position =
           (SELECT max(position) FROM agent_action WHERE id LIKE ?)`,
        `${project}:%:undo-%`,
      );
    },
  },
  ...restPlants,
];
