import type { ServiceBusTopicHandler } from '@azure/functions';

import { transitionEventSchema } from '../factory/domain/transition-event.ts';
import { rejectedMessage, rejectedQueue } from './events/rejected-message.ts';
import type { FunctionDeps } from './function-deps.ts';
import { bodyErrors } from './http/field-errors.ts';

/** Topic `factory-events`, subscription `journal`: keeps every transition for the event stream. */
export const journalTransition =
  ({ ports }: Pick<FunctionDeps, 'ports'>): ServiceBusTopicHandler =>
  async (message, context) => {
    const event = transitionEventSchema.safeParse(message);
    if (event.success) {
      await ports.journal.append(event.data);
      return;
    }
    const reason = bodyErrors(event.error)
      .map(({ detail }) => detail)
      .join('; ');
    const rejected = rejectedMessage('factory-events/journal', reason, message);
    context.warn(`Not a transition event: ${rejected.reason}`);
    context.extraOutputs.set(rejectedQueue, rejected);
  };
