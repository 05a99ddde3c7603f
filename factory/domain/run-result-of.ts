import type { Artifact } from './artifact.ts';
import { heldBecause } from './orchestration-version.ts';
import type { Project } from './project.ts';
import type { Review } from './review.ts';
import type { RunResult } from './run-result.ts';
import { STAGES } from './stage.ts';

const elapsed = (from: string, to: string | undefined, now: Date): number =>
  Math.max(0, (to ? Date.parse(to) : now.getTime()) - Date.parse(from));

/** The public view of a project. `reviews` are all of it, `running` names the services that answer now, with their endpoint. */
export const runResultOf = (
  project: Project,
  reviews: readonly Review[],
  artifacts: readonly Artifact[],
  running: Record<string, string>,
  workspace: string,
  now: Date,
): RunResult => {
  const open = reviews.filter(({ status }) => status === 'open');
  const held = project.status === 'running' ? heldBecause(project.orchestrationVersion) : undefined;
  return {
    projectId: project.id,
    status: project.status === 'running' && open.length > 0 ? 'waiting' : project.status,
    durationMs: elapsed(project.createdAt, project.endedAt, now),
    stages: STAGES.map((name) => {
      const stage = project.stages[name];
      return stage
        ? { name, status: stage.status, durationMs: elapsed(stage.startedAt, stage.endedAt, now) }
        : { name, status: 'pending', durationMs: 0 };
    }),
    services: project.services.map((service) => ({
      ...service,
      endpoint: running[service.name] ?? service.endpoint,
      running: service.name in running,
    })),
    requirements: project.requirements,
    workItems: project.workItems,
    artifacts: artifacts.map(({ path, stage, sha256 }) => ({ path, stage, sha256 })),
    reviews: open,
    repositories: project.repositories,
    processes: project.processes,
    workspace,
    ...(held ? { held } : {}),
    ...(project.failure
      ? {
          failure: {
            kind: project.failure.kind,
            message: project.failure.message,
            ...(project.failure.stage ? { stage: project.failure.stage } : {}),
          },
        }
      : {}),
  };
};
