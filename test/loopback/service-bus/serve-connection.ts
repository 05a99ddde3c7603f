import type { Connection, EventContext, Receiver, Sender } from 'rhea';

import { acceptLink, confirm, limitSize, refuse } from '../../../platform/embedded/broker/amqp.ts';
import { messagesOf } from '../../../platform/embedded/broker/broker-message.ts';
import { answerClaim } from '../../../platform/embedded/broker/cbs-node.ts';
import { createDeliveryLink, type DeliveryLink } from './delivery-link.ts';
import { answerManagement } from './management-node.ts';
import { refusal, type MessageStore, type Refusal } from './message-store.ts';

type Served = {
  connection: Connection;
  store: MessageStore;
  isValid: (token: string) => boolean;
  /** Every link of the broker on which a consumer receives. */
  links: Set<DeliveryLink>;
};

const CBS = '$cbs';
const MANAGEMENT = /\/\$management$/i;
const unauthorized = refusal('amqp:unauthorized-access', 'Put a valid token to $cbs first.');
const unknown = (address: string): Refusal =>
  refusal('amqp:not-found', `The messaging entity '${address}' could not be found.`);

const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && 'condition' in error;

const addressOf = (link: Sender | Receiver): string =>
  ((link.is_receiver() ? link.target?.address : link.source?.address) ?? '').replace(/^\//, '');

/** Serves one client: its claims, what it sends, what it receives. */
export const serveConnection = ({ connection, store, isValid, links }: Served): void => {
  let isClaimed = false;
  const own = new Map<Sender, DeliveryLink>();

  const take = (address: string, { delivery, message }: EventContext): void => {
    if (!delivery || !message) return;
    try {
      for (const one of messagesOf(delivery.format, message)) store.send(address, one);
      confirm(delivery);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refuse(delivery, error);
    }
  };

  const openReceiver = (receiver: Receiver): void => {
    acceptLink(receiver);
    limitSize(receiver);
    const address = addressOf(receiver);
    const answers = (answer: (message: NonNullable<EventContext['message']>) => void): void =>
      void receiver.on('message', ({ message, delivery }: EventContext) => {
        if (delivery) confirm(delivery);
        if (message) answer(message);
      });
    if (address === CBS) {
      answers((message) =>
        answerClaim(connection, message, (token) => {
          const valid = isValid(token);
          isClaimed ||= valid;
          return valid;
        }),
      );
      return;
    }
    if (!isClaimed) return receiver.close(unauthorized);
    const path = address.replace(MANAGEMENT, '');
    if (path !== address && (store.isReceiver(path) || store.isEntity(path)))
      answers((message) => answerManagement(connection, message, path, store));
    else if (store.isEntity(address))
      receiver.on('message', (context: EventContext) => take(address, context));
    else receiver.close(unknown(address));
  };

  const openSender = (sender: Sender): void => {
    acceptLink(sender);
    const address = addressOf(sender);
    if (address === CBS || MANAGEMENT.test(address)) {
      // Replies are settled by whoever reads them.
      sender.on('accepted', ({ delivery }: EventContext) => delivery && confirm(delivery));
      return;
    }
    if (!isClaimed) return sender.close(unauthorized);
    if (!store.isReceiver(address)) return sender.close(unknown(address));
    if ((sender as unknown as { snd_settle_mode: number }).snd_settle_mode === 1)
      return sender.close(refusal('amqp:not-implemented', 'Messages are received with peek-lock here.'));
    const link = createDeliveryLink(sender, address, store);
    own.set(sender, link);
    links.add(link);
    sender.on('sender_flow', () => link.pump());
  };

  const end = (sender: Sender): void => {
    const link = own.get(sender);
    own.delete(sender);
    if (!link) return;
    links.delete(link);
    link.close();
  };

  connection.on('receiver_open', ({ receiver }: EventContext) => receiver && openReceiver(receiver));
  connection.on('sender_open', ({ sender }: EventContext) => sender && openSender(sender));
  connection.on('sender_close', ({ sender }: EventContext) => sender && end(sender));
  for (const event of ['connection_close', 'disconnected'])
    connection.on(event, () => [...own.keys()].forEach(end));
};
