import type { ServiceBusReceivedMessage } from '@azure/service-bus';

import type { DeadLetter } from '../../../factory/domain/dead-letter.ts';
import { rejectedMessageSchema, type RejectedMessage } from '../../../factory/domain/rejected-message.ts';
import { redactSecrets } from '../../../factory/domain/secrets.ts';
import { REJECTED_QUEUE } from './replies.ts';
import { nameOf, type Source } from './service-bus-connection.ts';

/** A place where messages lie that nobody could work on. */
export type Shelf = {
  source: Source;
  /** The dead-letter queue of the source, or the source itself. */
  isDeadLetterQueue: boolean;
  /** Whose everything on it is; absent where each message says so. */
  tenant?: string | undefined;
};

/** First part of the id of a message on a shelf; in a URL it stands as it is. */
export const shelfName = ({ source, isDeadLetterQueue }: Shelf): string =>
  `${nameOf(source).replace('/', '~')}${isDeadLetterQueue ? '' : '~kept'}`;

const textOf = (body: unknown): string => (typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));

const isRejected = ({ source }: Shelf): boolean => 'queue' in source && source.queue === REJECTED_QUEUE;

/** What was kept on `factory-rejected`; undefined for anything else. */
export const keptOf = (shelf: Shelf, message: ServiceBusReceivedMessage): RejectedMessage | undefined =>
  isRejected(shelf) ? rejectedMessageSchema.safeParse(message.body).data : undefined;

/** Whose a message is: its queue's, or that which the factory wrote into it. */
export const tenantOf = (shelf: Shelf, message: ServiceBusReceivedMessage): string | undefined => {
  if (shelf.tenant !== undefined) return shelf.tenant;
  const tenant = isRejected(shelf)
    ? keptOf(shelf, message)?.tenant
    : message.applicationProperties?.['tenant'];
  return typeof tenant === 'string' ? tenant : undefined;
};

export const toDeadLetter = (shelf: Shelf, message: ServiceBusReceivedMessage): DeadLetter => {
  const kept = keptOf(shelf, message);
  return {
    id: `${shelfName(shelf)}~${String(message.sequenceNumber)}`,
    receiver: kept?.from ?? nameOf(shelf.source),
    messageId: redactSecrets(String(message.messageId)),
    reason: kept ? 'Rejected' : redactSecrets(message.deadLetterReason ?? ''),
    description: redactSecrets(kept?.reason ?? message.deadLetterErrorDescription ?? ''),
    deliveries: message.deliveryCount ?? 0,
    enqueuedAt: (message.enqueuedTimeUtc ?? new Date(0)).toISOString(),
    body: redactSecrets(kept?.message ?? textOf(message.body)),
  };
};
