import rhea, { type AmqpError, type Delivery, type EventContext, type Sender } from 'rhea';

import { confirm, endDrain, LOCK_LOST, refuse } from '../../../platform/embedded/broker/amqp.ts';
import { deliveryTag } from '../../../platform/embedded/broker/lock-token.ts';
import type { Held, MessageStore } from './message-store.ts';

export type DeliveryLink = { pump(): void; close(): void };

/** As it is delivered or peeked: what was sent, and what the broker knows of it. */
export const encoded = ({ message, sequence, enqueuedAt, deliveries, lock }: Held, minus = 0): Buffer =>
  rhea.message.encode({
    ...message,
    delivery_count: Math.max(0, deliveries - minus),
    message_annotations: {
      ...(message['message_annotations'] as object | undefined),
      'x-opt-sequence-number': rhea.types.wrap_long(sequence),
      'x-opt-enqueued-time': enqueuedAt,
      ...(lock ? { 'x-opt-locked-until': new Date(lock.until) } : {}),
    },
  });

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const reasonOf = ({ info, description }: AmqpError & { info?: Record<string, unknown> }) =>
  [
    String(info?.['DeadLetterReason'] ?? description ?? ''),
    String(info?.['DeadLetterErrorDescription'] ?? ''),
  ] as const;

/** A link on which a consumer receives with peek-lock. */
export const createDeliveryLink = (sender: Sender, path: string, store: MessageStore): DeliveryLink => {
  const open = new Map<Delivery, string>();
  const state = { isClosed: false, isWanted: false, isRunning: false };

  const deliver = async (): Promise<void> => {
    const credit = sender.sendable() ? (sender as unknown as { credit: number }).credit : 0;
    const locked = credit > 0 ? store.lock(path, credit) : [];
    for (const held of locked) {
      const token = held.lock?.token ?? '';
      open.set(sender.send(encoded(held, 1), deliveryTag(token), 0), token);
    }
    if (locked.length === 0) endDrain(sender);
    // The library takes what was sent off the credit when it has written it.
    await turn();
    if (locked.length > 0) state.isWanted = true;
  };

  const run = async (): Promise<void> => {
    if (state.isRunning) return;
    state.isRunning = true;
    while (state.isWanted && !state.isClosed) {
      state.isWanted = false;
      await deliver();
    }
    state.isRunning = false;
  };

  const settlesAs = (event: string, settle: (token: string, delivery: Delivery) => boolean): void =>
    void sender.on(event, ({ delivery }: EventContext) => {
      const token = delivery && open.get(delivery);
      if (!delivery) return;
      open.delete(delivery);
      if (token !== undefined && settle(token, delivery)) confirm(delivery);
      else refuse(delivery, LOCK_LOST);
    });
  settlesAs('accepted', (token) => store.complete(token));
  settlesAs('released', (token) => store.abandon(token));
  settlesAs('modified', (token) => store.abandon(token));
  settlesAs('rejected', (token, { remote_state }) =>
    store.deadLetter(token, ...reasonOf((remote_state?.['error'] ?? {}) as AmqpError)),
  );

  return {
    pump() {
      state.isWanted = true;
      void run();
    },
    // Locks of what was delivered here last until they run out, as in Service Bus.
    close() {
      state.isClosed = true;
      open.clear();
    },
  };
};
