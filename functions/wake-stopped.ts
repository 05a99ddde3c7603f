import type { ServiceBusTopicHandler } from '@azure/functions';

import { tenantOfProject } from '../factory/domain/tenant.ts';
import { transitionEventSchema } from '../factory/domain/transition-event.ts';
import type { Wake } from './reviews/wake.ts';

/**
 * Topic `factory-events`, subscription `wakes`: a project that is to end has its waits woken, so that what waits for a person or
 * for a delay reads the mark at once. Whoever set the mark may have had no client to wake with.
 */
export const wakeStopped =
  (wakeOf: (tenant: string) => Wake): ServiceBusTopicHandler =>
  async (message, context) => {
    const event = transitionEventSchema.safeParse(message);
    // What is no event is told of by the journal's subscription.
    if (event.data?.type !== 'project.stopping') return;
    const { projectid } = event.data;
    const tenant = tenantOfProject(projectid);
    if (tenant !== undefined) await wakeOf(tenant)(context, projectid);
  };
