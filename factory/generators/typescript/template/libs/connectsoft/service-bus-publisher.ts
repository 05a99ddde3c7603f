import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient, type ServiceBusSender } from '@azure/service-bus';

import type { CloudEvent } from './cloud-event.ts';
import type { EventPublisher } from './outbox.ts';

type Sender = Pick<ServiceBusSender, 'sendMessages' | 'close'>;

/** Sends events to a topic. The message id lets Service Bus drop a repetition, the session keeps an aggregate's events in order. */
export class ServiceBusPublisher implements EventPublisher {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  async publish(event: CloudEvent): Promise<void> {
    await this.#sender.sendMessages({
      messageId: event.id,
      sessionId: event.subject,
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
export const openServiceBus = (namespace: string, topic: string, clientId?: string): ServiceBusPublisher => {
  const credential = new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {});
  const client = new ServiceBusClient(namespace, credential);
  const sender = client.createSender(topic);
  return new ServiceBusPublisher({
    sendMessages: (messages, options) => sender.sendMessages(messages, options),
    close: () => client.close(),
  });
};
