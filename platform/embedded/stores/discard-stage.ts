import type { DatabaseSync } from 'node:sqlite';

import { STAGES, type Stage } from '../../../factory/domain/stage.ts';

/** Keeps what another stage wrote at a path that is about to be written: project, path, the stage that writes. */
export const KEEP_REPLACED = `
  INSERT INTO replaced_artifact (project_id, path, stage, sha256, size)
  SELECT project_id, path, stage, sha256, size FROM artifact WHERE project_id = ? AND path = ? AND stage <> ?
  ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, size = excluded.size`;

type Tables = 'artifact' | 'replaced_artifact';

const latestOf = (stages: readonly Stage[]): Stage | undefined =>
  stages.toSorted((a, b) => STAGES.indexOf(b) - STAGES.indexOf(a))[0];

/** Puts back what the stages before wrote at a path, the last of them first. */
const bringBack = (connection: DatabaseSync, projectId: string, path: string): void => {
  const rows = connection
    .prepare('SELECT stage FROM replaced_artifact WHERE project_id = ? AND path = ?')
    .all(projectId, path) as { stage: Stage }[];
  const before = latestOf(rows.map(({ stage }) => stage));
  if (before === undefined) return;
  const place = 'FROM replaced_artifact WHERE project_id = ? AND path = ? AND stage = ?';
  connection
    .prepare(
      `INSERT INTO artifact (project_id, path, stage, sha256, size) SELECT project_id, path, stage, sha256, size ${place}`,
    )
    .run(projectId, path, before);
  connection.prepare(`DELETE ${place}`).run(projectId, path, before);
};

/**
 * Deletes what a stage wrote, leaves a record of each with the reason, and brings back what the stages before had written at
 * the same paths. Answers how many went.
 */
export const discardStage = (
  connection: DatabaseSync,
  {
    projectId,
    stage,
    reason,
    keep,
  }: { projectId: string; stage: Stage; reason: string; keep: readonly string[] },
): number => {
  const kept = JSON.stringify(keep);
  const place =
    'WHERE project_id = ? AND stage = ? AND path NOT IN (SELECT value FROM json_each(?)) ORDER BY path';
  const goneFrom = (table: Tables): string[] => {
    const rows = connection.prepare(`SELECT path FROM ${table} ${place}`).all(projectId, stage, kept);
    connection
      .prepare(
        `INSERT INTO discarded_artifact (project_id, path, stage, sha256, size, reason)
         SELECT project_id, path, stage, sha256, size, ? FROM ${table} ${place}`,
      )
      .run(reason, projectId, stage, kept);
    const remove = connection.prepare(`DELETE FROM ${table} WHERE project_id = ? AND path = ? AND stage = ?`);
    const paths = (rows as { path: string }[]).map(({ path }) => path);
    for (const path of paths) remove.run(projectId, path, stage);
    return paths;
  };
  // Where a later stage wrote again, what this one wrote there is not to come back.
  const overwritten = goneFrom('replaced_artifact');
  const present = goneFrom('artifact');
  for (const path of present) bringBack(connection, projectId, path);
  return overwritten.length + present.length;
};
