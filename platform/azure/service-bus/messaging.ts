import type { Sender } from '../../../factory/domain/sender.ts';
import type { Ports } from '../../ports.ts';
import { createDeadLetters } from './dead-letters.ts';
import { createEventPublisher, EVENTS_TOPIC } from './event-publisher.ts';
import { createReplies } from './replies.ts';
import type { ServiceBusConnection, Source } from './service-bus-connection.ts';

/** Subscriptions of topic `factory-events` that functions of ours read. */
const SUBSCRIPTIONS = ['journal', 'wakes', 'replies'];

type Options = {
  connection: ServiceBusConnection;
  senders: readonly Sender[];
  /** The tenant of the factory itself: it sees what nobody can say whose it is. */
  ownTenant: string;
};

const sourcesOf = (senders: readonly Sender[]): { source: Source; tenant?: string }[] => [
  ...senders.flatMap(({ requests, control, tenant }) =>
    [requests, control].map((queue) => ({ source: { queue }, tenant })),
  ),
  ...SUBSCRIPTIONS.map((subscription) => ({ source: { topic: EVENTS_TOPIC, subscription } })),
];

/** What a tenant says and hears over one connection to Service Bus. */
export const createMessaging = ({ connection, senders, ownTenant }: Options) => {
  const sources = sourcesOf(senders);
  return (tenant: string): Pick<Ports, 'publisher' | 'replies' | 'deadLetters'> => ({
    publisher: createEventPublisher(connection, tenant),
    replies: createReplies(connection),
    deadLetters: createDeadLetters({ connection, tenant, ownTenant, sources }),
  });
};
