import type { InvocationContext } from '@azure/functions';

import { ORCHESTRATION } from '../../factory/domain/orchestration-names.ts';
import type { Project } from '../../factory/domain/project.ts';
import { startOrchestration } from '../../orchestrators/lib/durable.ts';

/** Starts the orchestration of a project, whose id is the instance id; nothing happens when it was started before. */
export type StartProject = (context: InvocationContext, project: Project) => Promise<void>;

export const startProject: StartProject = (context, { id, correlationId }) =>
  startOrchestration(context, ORCHESTRATION, id, { projectId: id, correlationId });
