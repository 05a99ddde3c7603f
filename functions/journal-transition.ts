import type { ServiceBusTopicHandler } from '@azure/functions';

import { transitionEventSchema, type TransitionType } from '../factory/domain/transition-event.ts';
import { rejectedMessage, rejectedQueue } from './events/rejected-message.ts';
import type { FunctionDeps } from './function-deps.ts';
import { bodyErrors } from './http/field-errors.ts';
import type { Wake } from './reviews/wake.ts';

/** What may end waits of a project: a stop, and a decision that stops or restarts it. */
const ENDS_WAITS: readonly TransitionType[] = ['project.stopping', 'review.decided'];

/**
 * Topic `factory-events`, subscription `journal`: keeps every transition for the event stream, and wakes what waits in a
 * project that is to end.
 */
export const journalTransition =
  ({ ports }: Pick<FunctionDeps, 'ports'>, wake: Wake): ServiceBusTopicHandler =>
  async (message, context) => {
    const event = transitionEventSchema.safeParse(message);
    if (event.success) {
      const { type, projectid } = event.data;
      await ports.journal.append(event.data);
      if (!ENDS_WAITS.includes(type)) return;
      const found = await ports.projects.get(projectid);
      if (found?.project.stop) await wake(context, projectid);
      return;
    }
    const reason = bodyErrors(event.error)
      .map(({ detail }) => detail)
      .join('; ');
    context.warn(`Not a transition event: ${reason}`);
    context.extraOutputs.set(rejectedQueue, rejectedMessage('factory-events/journal', reason, message));
  };
