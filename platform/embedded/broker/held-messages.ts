import type { ReceivedMessage } from '../bus/bus-message.ts';
import type { Bus } from '../bus/create-bus.ts';
import type { EventTrace } from './event-trace.ts';

export type Settlement =
  { kind: 'complete' } | { kind: 'abandon' } | { kind: 'dead-letter'; reason: string; description: string };

/** Messages that were delivered and not settled, by lock token, whichever link or node settles them. */
export type HeldMessages = {
  hold(message: ReceivedMessage, of: Holder): void;
  /** False when the lock was lost. */
  settle(lockToken: string, settlement: Settlement): Promise<boolean>;
  /** The end of the renewed lock; undefined when it was lost. */
  renew(lockToken: string): Promise<Date | undefined>;
};

export type Holder = { namespace: string; subscription: string };

export const createHeldMessages = (options: {
  bus: Bus;
  trace: EventTrace;
  now: () => Date;
  lockDurationMs: number;
}): HeldMessages => {
  const { bus, trace, now, lockDurationMs } = options;
  const held = new Map<string, { message: ReceivedMessage } & Holder>();

  const apply = (message: ReceivedMessage, settlement: Settlement): Promise<boolean> => {
    switch (settlement.kind) {
      case 'complete':
        return bus.complete(message);
      case 'abandon':
        return bus.abandon(message);
      case 'dead-letter':
        return bus.deadLetter(message, settlement.reason, settlement.description);
    }
  };

  return {
    hold: (message, of) => void held.set(message.lockToken, { message, ...of }),
    async settle(lockToken, settlement) {
      const found = held.get(lockToken);
      held.delete(lockToken);
      if (found === undefined || !(await apply(found.message, settlement))) return false;
      const { message, namespace, subscription } = found;
      if (settlement.kind !== 'abandon') {
        const outcome = settlement.kind === 'complete' ? 'completed' : 'dead-lettered';
        trace.settled(namespace, message.messageId, { subscription, outcome, at: now().toISOString() });
      }
      return true;
    },
    async renew(lockToken) {
      const found = held.get(lockToken);
      if (found === undefined || !(await bus.renewLock(found.message))) return undefined;
      return new Date(now().getTime() + lockDurationMs);
    },
  };
};
