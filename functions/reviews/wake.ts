import type { InvocationContext } from '@azure/functions';

import { raiseEvent } from '../../orchestrators/lib/durable.ts';
import type { Ports } from '../../platform/ports.ts';

/** Wakes all that waits in a project's orchestrations, so that it reads what was written to the store before. */
export type Wake = (context: InvocationContext, projectId: string) => Promise<void>;

/** Waits are woken by their event; the orchestration looks into the store and waits again where nothing is decided. */
export const wake =
  (projects: Ports['projects'], raise: typeof raiseEvent = raiseEvent): Wake =>
  async (context, projectId) => {
    const found = await projects.get(projectId);
    const waits = Object.entries(found?.project.waits ?? {});
    await Promise.all(waits.map(([instanceId, eventName]) => raise(context, instanceId, eventName)));
  };
