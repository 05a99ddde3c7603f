import type { InvocationContext } from '@azure/functions';

import { ORCHESTRATION } from '../../factory/domain/orchestration-names.ts';
import type { Project } from '../../factory/domain/project.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { hasBrokenOff, startOrchestration } from '../../orchestrators/lib/durable.ts';

/** Starts the orchestration of a project, whose id is the instance id; nothing happens when it was started before. */
export type StartProject = (context: InvocationContext, project: Project) => Promise<void>;

export const startProject: StartProject = (context, { id, correlationId }) =>
  startOrchestration(context, ORCHESTRATION, id, { projectId: id, correlationId });

/** Starts the orchestration of a further run, which begins with a stage; nothing happens when it was started before. */
export type RestartProject = (context: InvocationContext, project: Project, from: Stage) => Promise<void>;

export const runInstanceId = (projectId: string, run: number): string => `${projectId}:run:${run}`;

export const restartProject: RestartProject = (context, { id, correlationId, run }, from) =>
  startOrchestration(context, ORCHESTRATION, runInstanceId(id, run), {
    projectId: id,
    correlationId,
    run,
    from,
  });

/** Whether the orchestration of a project could not even write down that it failed: the document says that it runs. */
export type IsBroken = (context: InvocationContext, project: Project) => Promise<boolean>;

export const isBroken: IsBroken = (context, { id, startedRun }) =>
  hasBrokenOff(context, startedRun === 1 ? id : runInstanceId(id, startedRun));
