import type { Replies } from '../../ports.ts';
import type { Bus } from './create-bus.ts';

export const REJECTED_QUEUE = 'factory-rejected';

/** Replies as CloudEvents in structured mode, on queues of the bus that are there as soon as something is said on them. */
export const createReplies = (bus: Bus): Replies => ({
  async send(entity, reply) {
    bus.declareQueue(entity);
    await bus.send(entity, {
      messageId: reply.id,
      body: reply,
      contentType: 'application/cloudevents+json',
      applicationProperties: { type: reply.type, correlationid: reply.correlationid },
    });
  },
  async reject(id, rejected) {
    bus.declareQueue(REJECTED_QUEUE);
    await bus.send(REJECTED_QUEUE, { messageId: id, body: rejected });
  },
});
