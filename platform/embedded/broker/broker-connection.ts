import type { Connection, EventContext, Message, Receiver, Sender } from 'rhea';

import type { Bus } from '../bus/create-bus.ts';
import { PortError } from '../../port-error.ts';
import { acceptLink, confirm, limitSize, refuse } from './amqp.ts';
import { messagesOf, toOutgoing } from './broker-message.ts';
import { answerClaim } from './cbs-node.ts';
import { entityOf, receiverIn, topicIn, type Entity } from './entity-path.ts';
import type { EventTrace } from './event-trace.ts';
import type { HeldMessages } from './held-messages.ts';
import { answerManagement } from './management-node.ts';
import type { SharedAccess } from './shared-access.ts';
import { createSubscriptionLink, type SubscriptionLink } from './subscription-link.ts';
import { tracedEventOf } from './traced-event.ts';

type Attended = {
  connection: Connection;
  bus: Bus;
  trace: EventTrace;
  held: HeldMessages;
  access: SharedAccess;
  /** Every link of the broker on which a consumer receives. */
  links: Set<SubscriptionLink>;
  now: () => Date;
};

const CBS = '$cbs';

const addressOf = (link: Sender | Receiver): string =>
  (link.is_receiver() ? link.target?.address : link.source?.address) ?? '';

const UNAUTHORIZED = {
  condition: 'amqp:unauthorized-access',
  description: 'Put a valid token to $cbs first.',
};

const unknown = (address: string) => ({
  condition: 'amqp:not-found',
  description: `There is no topic or subscription '${address}' here.`,
});

/** Serves one client: its claim, its senders, its subscriptions. */
export const attendConnection = (attended: Attended): void => {
  const { connection, bus, trace, held, access, links, now } = attended;
  let namespace: string | undefined;
  const own = new Map<Sender, SubscriptionLink>();

  const claimed = (token: string): boolean => {
    const named = access.namespaceOf(token, now().getTime());
    namespace = named ?? namespace;
    return named !== undefined;
  };

  const publish = async (place: string, topic: string, messages: readonly Message[]): Promise<void> => {
    bus.declareTopic(topicIn(place, topic));
    for (const message of messages) {
      const outgoing = toOutgoing(message);
      const event = tracedEventOf(message, topic, now().toISOString());
      // Before it is there to be received: who asks for the way of an event never misses one that had consequences.
      if (event) trace.published(place, { ...event, id: outgoing.messageId });
      await bus.send(topicIn(place, topic), outgoing);
    }
  };

  const takeMessage = async (context: EventContext, place: string, { topic }: Entity): Promise<void> => {
    const { delivery, message } = context;
    if (!delivery || !message) return;
    try {
      await publish(place, topic, messagesOf(delivery.format, message));
      confirm(delivery);
    } catch (error) {
      const condition =
        error instanceof PortError ? 'amqp:link:message-size-exceeded' : 'amqp:internal-error';
      refuse(delivery, { condition, description: String(error) });
    }
  };

  const openReceiver = (receiver: Receiver): void => {
    acceptLink(receiver);
    limitSize(receiver);
    const address = addressOf(receiver);
    if (address === CBS) {
      receiver.on('message', ({ message, delivery }: EventContext) => {
        if (delivery) confirm(delivery);
        if (message) answerClaim(connection, message, claimed);
      });
      return;
    }
    const entity = entityOf(address);
    const place = namespace;
    if (place === undefined) return receiver.close(UNAUTHORIZED);
    if (entity?.node === 'management') {
      receiver.on('message', ({ message, delivery }: EventContext) => {
        if (delivery) confirm(delivery);
        if (message) void answerManagement(connection, message, held);
      });
    } else if (entity && entity.subscription === undefined && !entity.node) {
      receiver.on('message', (context: EventContext) => void takeMessage(context, place, entity));
    } else receiver.close(unknown(address));
  };

  const openSender = (sender: Sender): void => {
    acceptLink(sender);
    const address = addressOf(sender);
    const entity = entityOf(address);
    if (address === CBS || entity?.node === 'management') {
      // Replies are settled by whoever reads them.
      sender.on('accepted', ({ delivery }: EventContext) => delivery && confirm(delivery));
      return;
    }
    if (namespace === undefined) return sender.close(UNAUTHORIZED);
    if (entity?.subscription === undefined || entity.node) return sender.close(unknown(address));
    const { topic, subscription } = entity;
    bus.declareSubscription(topicIn(namespace, topic), subscription.toLowerCase());
    const link = createSubscriptionLink({
      sender,
      receiver: receiverIn(namespace, topic, subscription),
      bus,
      held,
      holder: { namespace, subscription },
    });
    own.set(sender, link);
    links.add(link);
    sender.on('sender_flow', () => link.pump());
  };

  const end = (sender: Sender): void => {
    const link = own.get(sender);
    own.delete(sender);
    if (!link) return;
    links.delete(link);
    void link.close();
  };

  connection.on('receiver_open', ({ receiver }: EventContext) => receiver && openReceiver(receiver));
  connection.on('sender_open', ({ sender }: EventContext) => sender && openSender(sender));
  connection.on('sender_close', ({ sender }: EventContext) => sender && end(sender));
  for (const event of ['connection_close', 'disconnected'])
    connection.on(event, () => [...own.keys()].forEach(end));
};
