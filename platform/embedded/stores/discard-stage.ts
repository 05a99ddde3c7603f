import type { DatabaseSync } from 'node:sqlite';

import { STAGES, type Stage } from '../../../factory/domain/stage.ts';

/** Keeps what another stage wrote at a path that is about to be written: project, path, the stage that writes. */
export const KEEP_REPLACED = `
  INSERT INTO replaced_artifact (project_id, path, stage, sha256, size)
  SELECT project_id, path, stage, sha256, size FROM artifact WHERE project_id = ? AND path = ? AND stage <> ?
  ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, size = excluded.size`;

const latestOf = (stages: readonly Stage[]): Stage | undefined =>
  stages.toSorted((a, b) => STAGES.indexOf(b) - STAGES.indexOf(a))[0];

/**
 * Deletes what a stage wrote, leaves a record of each with the reason, and brings back what the stages before had written at
 * the same paths. Answers how many went.
 */
export const discardStage = (
  connection: DatabaseSync,
  projectId: string,
  stage: Stage,
  reason: string,
): number => {
  const count = ['artifact', 'replaced_artifact']
    .map((table) =>
      connection
        .prepare(
          `INSERT INTO discarded_artifact (project_id, path, stage, sha256, size, reason)
           SELECT project_id, path, stage, sha256, size, ? FROM ${table} WHERE project_id = ? AND stage = ? ORDER BY path`,
        )
        .run(reason, projectId, stage),
    )
    .reduce((sum, { changes }) => sum + Number(changes), 0);
  const paths = connection
    .prepare('SELECT path FROM artifact WHERE project_id = ? AND stage = ?')
    .all(projectId, stage) as { path: string }[];
  const replaced = connection.prepare(
    'SELECT stage FROM replaced_artifact WHERE project_id = ? AND path = ? AND stage <> ?',
  );
  const remove = connection.prepare('DELETE FROM artifact WHERE project_id = ? AND path = ?');
  const bringBack = connection.prepare(
    `INSERT INTO artifact (project_id, path, stage, sha256, size)
     SELECT project_id, path, stage, sha256, size FROM replaced_artifact WHERE project_id = ? AND path = ? AND stage = ?`,
  );
  const forget = connection.prepare(
    'DELETE FROM replaced_artifact WHERE project_id = ? AND path = ? AND stage = ?',
  );
  for (const { path } of paths) {
    const stages = (replaced.all(projectId, path, stage) as { stage: Stage }[]).map((row) => row.stage);
    const before = latestOf(stages);
    remove.run(projectId, path);
    if (before === undefined) continue;
    bringBack.run(projectId, path, before);
    forget.run(projectId, path, before);
  }
  // What it wrote where a later stage wrote again is gone too.
  connection
    .prepare('DELETE FROM replaced_artifact WHERE project_id = ? AND stage = ?')
    .run(projectId, stage);
  return count;
};
