import type { AmqpError, Delivery, EventContext, Sender } from 'rhea';

import type { Bus } from '../bus/create-bus.ts';
import { confirm, endDrain, LOCK_LOST, refuse } from './amqp.ts';
import { toDelivery } from './broker-message.ts';
import type { HeldMessages, Holder, Settlement } from './held-messages.ts';
import { deliveryTag } from './lock-token.ts';

/** A link on which a consumer receives, with peek-lock. */
export type SubscriptionLink = {
  /** Delivers what is due, as far as the consumer asked for messages. */
  pump(): void;
  /** Frees the locks of what was delivered on it. */
  close(): Promise<void>;
};

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const deadLettering = ({
  info,
  description,
}: AmqpError & { info?: Record<string, unknown> }): Settlement => ({
  kind: 'dead-letter',
  reason: String(info?.['DeadLetterReason'] ?? description ?? ''),
  description: String(info?.['DeadLetterErrorDescription'] ?? ''),
});

/** `receiver` is the name of the subscription in the bus. */
export const createSubscriptionLink = (options: {
  sender: Sender;
  receiver: string;
  bus: Bus;
  held: HeldMessages;
  holder: Holder;
}): SubscriptionLink => {
  const { sender, receiver, bus, held, holder } = options;
  /** Lock tokens of deliveries that wait for their disposition. */
  const open = new Map<Delivery, string>();
  const state = { isClosed: false, isWanted: false };
  let running: Promise<void> | undefined;

  const deliver = async (): Promise<void> => {
    const credit = sender.sendable() ? (sender as unknown as { credit: number }).credit : 0;
    const messages = credit > 0 ? await bus.receive(receiver, { maxMessages: credit }) : [];
    for (const message of messages) {
      held.hold(message, holder);
      if (state.isClosed) await held.settle(message.lockToken, { kind: 'abandon' });
      else open.set(sender.send(toDelivery(message), deliveryTag(message.lockToken), 0), message.lockToken);
    }
    if (messages.length === 0) endDrain(sender);
    // The library takes what was sent off the credit when it has written it.
    await turn();
    if (messages.length > 0) state.isWanted = true;
  };

  const run = async (): Promise<void> => {
    while (state.isWanted && !state.isClosed) {
      state.isWanted = false;
      await deliver();
    }
    running = undefined;
  };

  const settle = async (delivery: Delivery, settlement: Settlement): Promise<void> => {
    const lockToken = open.get(delivery);
    open.delete(delivery);
    const settled = lockToken !== undefined && (await held.settle(lockToken, settlement));
    if (settled) confirm(delivery);
    else refuse(delivery, LOCK_LOST);
  };

  const settlesAs = (event: string, settlementOf: (delivery: Delivery) => Settlement | undefined): void =>
    void sender.on(event, ({ delivery }: EventContext) => {
      if (!delivery) return;
      const settlement = settlementOf(delivery);
      if (settlement) void settle(delivery, settlement);
      else
        refuse(delivery, {
          condition: 'amqp:not-implemented',
          description: 'Messages cannot be deferred here.',
        });
    });
  settlesAs('accepted', () => ({ kind: 'complete' }));
  settlesAs('released', () => ({ kind: 'abandon' }));
  settlesAs('rejected', ({ remote_state }) => deadLettering((remote_state?.['error'] ?? {}) as AmqpError));
  settlesAs('modified', ({ remote_state }) =>
    remote_state?.['undeliverable_here'] ? undefined : { kind: 'abandon' },
  );

  return {
    pump() {
      state.isWanted = true;
      running ??= run();
    },
    async close() {
      state.isClosed = true;
      await running;
      const tokens = [...open.values()];
      open.clear();
      await Promise.all(tokens.map((token) => held.settle(token, { kind: 'abandon' })));
    },
  };
};
