import type { Bus } from '../../bus/create-bus.ts';
import type { ReceivedMessage } from '../../bus/bus-message.ts';
import type { AlarmClock } from '../alarm-clock.ts';
import type { RegisteredFunction, TypedData } from '../app/core-types.ts';
import type { AppInvoker } from '../app/app-invoker.ts';
import type { HostLog } from '../host-log.ts';
import type { Environment } from '../host-settings.ts';
import { resolveSetting } from '../host-settings.ts';
import { refuseSpecial } from './refuse-special.ts';
import type { TriggerPump } from './timer-triggers.ts';

/** Milliseconds between looks for what other processes sent and for locks that ran out. */
const POLL_MS = 1_000;
/** Milliseconds between renewals of a lock of one minute. */
const RENEW_MS = 20_000;

type Options = {
  bus: Bus;
  /** Those with a Service Bus trigger on the embedded bus. */
  functions: readonly RegisteredFunction[];
  run: AppInvoker['run'];
  clock: AlarmClock;
  log: HostLog;
  environment: Environment;
  /** Per function. */
  maxConcurrentCalls: number;
  /** Leave alone what was sent before this host started. */
  onlyNew: boolean;
};

type Listener = {
  target: RegisteredFunction;
  receiver: string;
  active: number;
  isFilling: boolean;
  /** Something arrived while it was being filled. */
  again: boolean;
};

/**
 * Declares the entities that the app listens to, and hands their messages to the functions: completed when the function
 * returns, abandoned when it throws, hence delivered again until the bus dead-letters it.
 */
export const createServiceBusTriggers = (options: Options): TriggerPump => {
  const { bus, clock, log } = options;
  const listeners = options.functions.map((target): Listener => ({
    target,
    receiver: declare(target),
    active: 0,
    isFilling: false,
    again: false,
  }));
  const after = options.onlyNew ? bus.lastSequenceNumber() : 0;
  let isRunning = false;
  let cancelPoll: (() => void) | undefined;
  let unlisten: (() => void) | undefined;

  function declare(target: RegisteredFunction): string {
    const { trigger } = target;
    const setting = (name: string): string => resolveSetting(trigger[name] as string, options.environment);
    refuseSpecial(target);
    if (typeof trigger['topicName'] === 'string') {
      return bus.declareSubscription(setting('topicName'), setting('subscriptionName'));
    }
    bus.declareQueue(setting('queueName'));
    return setting('queueName');
  }

  const handle = async ({ target }: Listener, message: ReceivedMessage): Promise<void> => {
    let cancelRenewal: (() => void) | undefined;
    const renew = (): void => {
      cancelRenewal = clock.at(clock.now().getTime() + RENEW_MS, () => {
        if (!isRunning) return;
        void bus.renewLock(message);
        renew();
      });
    };
    renew();
    try {
      await options.run(target, { trigger: dataOf(message), triggerMetadata: metadataOf(message) });
      cancelRenewal?.();
      if (isRunning) await bus.complete(message);
    } catch (error) {
      cancelRenewal?.();
      const cause = error instanceof Error ? error.message : String(error);
      log.write(
        'error',
        target.metadata.name,
        `Message ${message.messageId}, delivery ${message.deliveryCount}, failed: ${cause}`,
      );
      if (isRunning) await bus.abandon(message, cause.slice(0, 1_000));
    }
  };

  const hasRoom = (listener: Listener): boolean =>
    isRunning && listener.again && listener.active < options.maxConcurrentCalls;

  const fill = async (listener: Listener): Promise<void> => {
    listener.again = true;
    if (listener.isFilling) return;
    listener.isFilling = true;
    while (hasRoom(listener)) {
      listener.again = false;
      const maxMessages = options.maxConcurrentCalls - listener.active;
      for (const message of await bus.receive(listener.receiver, { after, maxMessages })) {
        listener.active += 1;
        void handle(listener, message).finally(() => {
          listener.active -= 1;
          void fill(listener);
        });
      }
    }
    listener.isFilling = false;
  };

  const fillAll = (): void => {
    for (const listener of listeners) void fill(listener);
  };

  const poll = (): void => {
    fillAll();
    cancelPoll = clock.at(clock.now().getTime() + POLL_MS, poll);
  };

  return {
    start: () => {
      if (listeners.length === 0) return;
      isRunning = true;
      unlisten = bus.onMessage(fillAll);
      poll();
    },
    stop: async () => {
      isRunning = false;
      cancelPoll?.();
      unlisten?.();
    },
  };
};

const dataOf = (message: ReceivedMessage): TypedData => ({ string: message.body });

/** Names as the Service Bus extension gives them; the SDK makes them camel case. */
const metadataOf = (message: ReceivedMessage): Record<string, TypedData> => ({
  MessageId: { json: JSON.stringify(message.messageId) },
  SequenceNumber: { int: message.sequenceNumber },
  DeliveryCount: { int: message.deliveryCount },
  EnqueuedTimeUtc: { json: JSON.stringify(message.enqueuedAt) },
  LockToken: { json: JSON.stringify(message.lockToken) },
  ...(message.contentType === undefined ? {} : { ContentType: { string: message.contentType } }),
  ApplicationProperties: { json: JSON.stringify(message.applicationProperties) },
});
