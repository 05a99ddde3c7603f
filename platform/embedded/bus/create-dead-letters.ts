import { redactSecrets } from '../../../factory/domain/secrets.ts';
import type { DeadLetters } from '../../ports.ts';
import type { Bus } from './create-bus.ts';

/** Sequence numbers of the bus; anything else names no message. */
const numberOf = (id: string): number => (/^\d{1,15}$/.test(id) ? Number(id) : 0);

/** What the bus put aside, of all its queues and subscriptions. */
export const createDeadLetters = (bus: Bus): DeadLetters => ({
  async list() {
    const messages = await bus.deadLettered();
    return messages.map((message) => ({
      id: String(message.sequenceNumber),
      receiver: message.entity,
      messageId: message.messageId,
      reason: message.reason,
      description: redactSecrets(message.description),
      deliveries: message.deliveryCount,
      enqueuedAt: message.enqueuedAt.toISOString(),
      body: redactSecrets(message.body),
    }));
  },
  resubmit: (id) => bus.resubmit(numberOf(id)),
  discard: (id) => bus.discard(numberOf(id)),
});
