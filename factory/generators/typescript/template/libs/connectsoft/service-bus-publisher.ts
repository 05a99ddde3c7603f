import type { ServiceBusSender } from '@azure/service-bus';

import type { CloudEvent } from './cloud-event.ts';
import type { EventPublisher } from './outbox.ts';
import { serviceBusClient, type ServiceBusPlace } from './service-bus-client.ts';

type Sender = Pick<ServiceBusSender, 'sendMessages' | 'close'>;

/** Sends events to a topic, one after the other. The message id lets Service Bus drop a repetition. */
export class ServiceBusPublisher implements EventPublisher {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  async publish(event: CloudEvent): Promise<void> {
    await this.#sender.sendMessages({
      messageId: event.id,
      subject: event.type,
      contentType: 'application/cloudevents+json',
      ...(event.correlationid && { correlationId: event.correlationid }),
      ...(event.traceparent && { applicationProperties: { traceparent: event.traceparent } }),
      body: event,
    });
  }

  close(): Promise<void> {
    return this.#sender.close();
  }
}

/** `clientId` chooses a user-assigned managed identity. Connects at the first message. */
export const openServiceBus = (
  place: ServiceBusPlace,
  topic: string,
  clientId?: string,
): ServiceBusPublisher => {
  const client = serviceBusClient(place, clientId);
  const sender = client.createSender(topic);
  return new ServiceBusPublisher({
    sendMessages: (messages, options) => sender.sendMessages(messages, options),
    close: () => client.close(),
  });
};
