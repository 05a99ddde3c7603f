import type { EventPublisher } from '../../ports.ts';
import type { Bus } from './create-bus.ts';

export const EVENTS_TOPIC = 'factory-events';

/** Publishes transitions as CloudEvents in structured mode; the event's id is the message's, so a repeat is dropped. */
export const createEventPublisher = (bus: Bus): EventPublisher => {
  bus.declareTopic(EVENTS_TOPIC);
  return {
    publish: (event) =>
      bus.send(EVENTS_TOPIC, {
        messageId: event.id,
        body: event,
        contentType: 'application/cloudevents+json',
        applicationProperties: { type: event.type, projectid: event.projectid },
      }),
  };
};
