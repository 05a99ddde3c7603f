import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';

import { MAX_KEPT } from '../../../factory/domain/rejected-message.ts';
import { PortError } from '../../port-error.ts';
import type { DeadLetters } from '../../ports.ts';
import { keptOf, shelfName, tenantOf, toDeadLetter, type Shelf } from './dead-letter-shelves.ts';
import { lockOne, peekAll, peekOne } from './shelf-reader.ts';
import { messageIdOf } from './message-id.ts';
import { REJECTED_QUEUE } from './replies.ts';
import type { ServiceBusConnection, Source } from './service-bus-connection.ts';

type Options = {
  connection: ServiceBusConnection;
  /** Whose messages are seen. */
  tenant: string;
  /** Sees what nobody can say whose it is: the tenant of the factory itself. */
  ownTenant: string;
  /** Queues of senders and subscriptions of ours; a queue is of one tenant. */
  sources: readonly { source: Source; tenant?: string }[];
};

const subQueue = ({ isDeadLetterQueue }: Shelf) =>
  isDeadLetterQueue ? ({ subQueueType: 'deadLetter' } as const) : {};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const entityOf = (source: Source): string => ('queue' in source ? source.queue : source.topic);

/** A message as it was sent; under an id of its own, since the broker has seen its. */
const again = (
  shelf: Shelf,
  message: ServiceBusReceivedMessage,
): { entity: string; message: ServiceBusMessage } => {
  const messageId = messageIdOf(`again:${shelfName(shelf)}:${String(message.sequenceNumber)}`);
  const kept = keptOf(shelf, message);
  if (kept) {
    if (kept.message.length >= MAX_KEPT)
      throw new PortError(
        'invalid-configuration',
        'The message was too long to be kept as a whole: its sender has to send it again.',
      );
    const [entity = ''] = kept.from.split('/');
    return { entity, message: { messageId, contentType: 'application/json', body: parsed(kept.message) } };
  }
  const {
    DeadLetterReason: _,
    DeadLetterErrorDescription: __,
    ...applicationProperties
  } = message.applicationProperties ?? {};
  const { body, contentType, correlationId, subject } = message;
  return {
    entity: entityOf(shelf.source),
    message: {
      messageId,
      body: body as unknown,
      applicationProperties,
      ...(contentType === undefined ? {} : { contentType }),
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(subject === undefined ? {} : { subject }),
    },
  };
};

/**
 * What lies in the dead-letter queues of our queues and subscriptions, and on `factory-rejected`. A message of a subscription
 * is sent to its topic again, hence to its other subscriptions, too: their readers know its event by its id.
 */
export const createDeadLetters = ({ connection, tenant, ownTenant, sources }: Options): DeadLetters => {
  const shelves: Shelf[] = [
    ...sources
      .filter((each) => each.tenant === undefined || each.tenant === tenant)
      .map((each) => ({ ...each, isDeadLetterQueue: true })),
    { source: { queue: REJECTED_QUEUE }, isDeadLetterQueue: false },
    { source: { queue: REJECTED_QUEUE }, isDeadLetterQueue: true },
  ];
  const isSeen = (shelf: Shelf, message: ServiceBusReceivedMessage): boolean =>
    (tenantOf(shelf, message) ?? ownTenant) === tenant;
  const listShelf = (shelf: Shelf) =>
    connection.receiving(shelf.source, subQueue(shelf), async (receiver, signal) => {
      const messages = await peekAll(receiver, signal);
      return messages
        .filter((message) => isSeen(shelf, message))
        .map((message) => toDeadLetter(shelf, message));
    });

  const take = async (
    id: string,
    act: (shelf: Shelf, message: ServiceBusReceivedMessage) => Promise<void>,
  ): Promise<boolean> => {
    const shelf = shelves.find((each) => id.startsWith(`${shelfName(each)}~`));
    const sequenceNumber = shelf && id.slice(shelfName(shelf).length + 1);
    if (!shelf || !sequenceNumber || !/^\d{1,18}$/.test(sequenceNumber)) return false;
    return connection.receiving(shelf.source, subQueue(shelf), async (receiver, signal) => {
      const there = await peekOne(receiver, sequenceNumber, signal);
      if (!there || !isSeen(shelf, there)) return false;
      const message = await lockOne(receiver, sequenceNumber, signal);
      if (!message) return false;
      try {
        await act(shelf, message);
      } catch (error) {
        await receiver.abandonMessage(message);
        throw error;
      }
      await receiver.completeMessage(message);
      return true;
    });
  };

  return {
    async list() {
      const lists = await Promise.all(shelves.map(listShelf));
      return lists.flat().toSorted((one, other) => (one.enqueuedAt < other.enqueuedAt ? -1 : 1));
    },
    resubmit: (id) =>
      take(id, async (shelf, message) => {
        const { entity, message: copy } = again(shelf, message);
        await connection.send(entity, copy);
      }),
    discard: (id) => take(id, async () => undefined),
  };
};
