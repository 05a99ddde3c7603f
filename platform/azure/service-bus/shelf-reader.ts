import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import Long from 'long';

/** Messages that are read at once, and most that are looked at of one shelf. */
const PAGE = 100;
const MOST = 1_000;
/** Milliseconds to wait for the first message of a shelf. */
const WAIT_MS = 1_000;

/** Everything that lies there, without taking it. */
export const peekAll = async (receiver: ServiceBusReceiver, abortSignal: AbortSignal) => {
  const found: ServiceBusReceivedMessage[] = [];
  // Where to begin is always said: the SDK goes on where whoever looked before ended.
  let fromSequenceNumber = Long.ZERO;
  while (found.length < MOST) {
    const page = await receiver.peekMessages(PAGE, { fromSequenceNumber, abortSignal });
    found.push(...page);
    const last = page.at(-1)?.sequenceNumber;
    if (last === undefined) break;
    fromSequenceNumber = last.add(1);
  }
  return found;
};

/** Locks messages until the wanted one is among them; the others are given back. */
export const lockOne = async (
  receiver: ServiceBusReceiver,
  sequenceNumber: string,
  abortSignal: AbortSignal,
): Promise<ServiceBusReceivedMessage | undefined> => {
  const others: ServiceBusReceivedMessage[] = [];
  try {
    while (others.length < MOST) {
      const page = await receiver.receiveMessages(PAGE, { maxWaitTimeInMs: WAIT_MS, abortSignal });
      if (page.length === 0) return undefined;
      const wanted = page.find((message) => String(message.sequenceNumber) === sequenceNumber);
      others.push(...page.filter((message) => message !== wanted));
      if (wanted) return wanted;
    }
    return undefined;
  } finally {
    await Promise.allSettled(others.map((message) => receiver.abandonMessage(message)));
  }
};

/** The message of a number, without taking it; undefined where there is none. */
export const peekOne = async (
  receiver: ServiceBusReceiver,
  sequenceNumber: string,
  abortSignal: AbortSignal,
): Promise<ServiceBusReceivedMessage | undefined> => {
  const fromSequenceNumber = Long.fromString(sequenceNumber);
  const [found] = await receiver.peekMessages(1, { fromSequenceNumber, abortSignal });
  return String(found?.sequenceNumber) === sequenceNumber ? found : undefined;
};
