import type { Replies } from '../../ports.ts';
import { messageIdOf } from './message-id.ts';
import type { ServiceBusConnection } from './service-bus-connection.ts';

export const REJECTED_QUEUE = 'factory-rejected';

/** Replies as CloudEvents in structured mode, and what is rejected. The queues detect duplicates, so a repeat is dropped. */
export const createReplies = (connection: Pick<ServiceBusConnection, 'send'>): Replies => ({
  send: (entity, reply) =>
    connection.send(entity, {
      messageId: messageIdOf(reply.id),
      correlationId: reply.correlationid,
      subject: reply.type,
      contentType: 'application/cloudevents+json',
      applicationProperties: { type: reply.type },
      body: reply,
    }),
  reject: (id, rejected) =>
    connection.send(REJECTED_QUEUE, {
      messageId: messageIdOf(id),
      contentType: 'application/json',
      applicationProperties: { from: rejected.from },
      body: rejected,
    }),
});
