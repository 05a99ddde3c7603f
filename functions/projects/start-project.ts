import type { InvocationContext } from '@azure/functions';

import { ORCHESTRATION } from '../../factory/domain/orchestration-names.ts';
import { startOrchestration } from '../../orchestrators/lib/durable.ts';

/** Starts the orchestration of a project, whose id is the instance id; nothing happens when it was started before. */
export type StartProject = (context: InvocationContext, projectId: string) => Promise<void>;

export const startProject: StartProject = (context, projectId) =>
  startOrchestration(context, ORCHESTRATION, projectId, { projectId });
