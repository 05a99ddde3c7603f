import { setTimeout } from 'node:timers/promises';

import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';

import type { CloudEvent } from './cloud-event.ts';
import type { Logger } from './logger.ts';
import { isFinal } from './reaction.ts';
import { serviceBusClient, type ServiceBusPlace } from './service-bus-client.ts';
import { record } from './telemetry.ts';

type Receiver = Pick<
  ServiceBusReceiver,
  'subscribe' | 'completeMessage' | 'abandonMessage' | 'deadLetterMessage' | 'close'
>;

export type SubscriberOptions = {
  dispatch: (event: CloudEvent) => Promise<void>;
  logger: Logger;
  /** Milliseconds before a message is thrown back, by how often it came before. */
  delayBefore?: (deliveries: number) => number;
};

/** Half a second, doubled with each delivery, at most half a minute. */
const growingDelay = (deliveries: number): number => Math.min(500 * 2 ** deliveries, 30_000);

/** Service Bus takes no longer ones. */
const shortened = (text: string): string => text.slice(0, 1_024);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isCloudEvent = (body: unknown): body is CloudEvent =>
  typeof body === 'object' &&
  body !== null &&
  ['id', 'type', 'source', 'subject'].every(
    (name) => typeof Object.getOwnPropertyDescriptor(body, name)?.value === 'string',
  ) &&
  'data' in body;

/**
 * Receives the events of a subscription one at a time, in order. What was applied is completed, what can be applied later is
 * thrown back after a while, what never can be is dead-lettered with the reason.
 */
export class ServiceBusSubscriber {
  readonly #receiver: Receiver;
  readonly #options: SubscriberOptions;
  readonly #stopping = new AbortController();
  #subscription: { close(): Promise<void> } | undefined;
  #inHand: Promise<void> = Promise.resolve();

  constructor(receiver: Receiver, options: SubscriberOptions) {
    this.#receiver = receiver;
    this.#options = options;
  }

  start(): void {
    this.#subscription = this.#receiver.subscribe(
      {
        processMessage: (message) => {
          this.#inHand = this.#take(message);
          return this.#inHand;
        },
        processError: async ({ error }) => this.#options.logger.warn('events do not arrive', { error }),
      },
      { autoCompleteMessages: false, maxConcurrentCalls: 1 },
    );
  }

  /** Takes nothing new and resolves when what is in hand is settled. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#subscription?.close();
    await this.#inHand;
    await this.#receiver.close();
  }

  async #take(message: ServiceBusReceivedMessage): Promise<void> {
    try {
      await this.#settle(message);
    } catch (error) {
      // Its lock was lost: it comes again, and changes nothing then.
      this.#options.logger.warn('event not settled', { event: message.messageId, error });
    }
  }

  async #settle(message: ServiceBusReceivedMessage): Promise<void> {
    const body: unknown = message.body;
    if (!isCloudEvent(body)) return this.#bury(message, 'NoCloudEvent', 'The body is no CloudEvent.');
    try {
      await this.#options.dispatch(body);
    } catch (error) {
      const name = error instanceof Error ? error.name : 'Error';
      return isFinal(error) ? this.#bury(message, name, reasonOf(error)) : this.#throwBack(message, error);
    }
    await this.#receiver.completeMessage(message);
  }

  async #bury(message: ServiceBusReceivedMessage, reason: string, description: string): Promise<void> {
    record('connectsoft.events.put_aside', 1);
    this.#options.logger.error('event dead-lettered', { event: message.messageId, reason, description });
    await this.#receiver.deadLetterMessage(message, {
      deadLetterReason: reason,
      deadLetterErrorDescription: shortened(description),
    });
  }

  async #throwBack(message: ServiceBusReceivedMessage, error: unknown): Promise<void> {
    const { logger, delayBefore = growingDelay } = this.#options;
    const deliveries = message.deliveryCount ?? 0;
    logger.warn('event not applied yet', { event: message.messageId, deliveries: deliveries + 1, error });
    const { signal } = this.#stopping;
    await setTimeout(delayBefore(deliveries), undefined, { signal }).catch(() => undefined);
    await this.#receiver.abandonMessage(message);
  }
}

/** Receives what a subscription of each topic gets. Connects at once. */
export const subscribeToTopics = (
  place: ServiceBusPlace,
  { topics, subscription, clientId }: { topics: readonly string[]; subscription: string; clientId?: string },
  options: SubscriberOptions,
): { stop: () => Promise<void> } => {
  const client = serviceBusClient(place, clientId);
  const subscribers = topics.map(
    (topic) => new ServiceBusSubscriber(client.createReceiver(topic, subscription), options),
  );
  for (const subscriber of subscribers) subscriber.start();
  return {
    stop: async () => {
      await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
      await client.close();
    },
  };
};
