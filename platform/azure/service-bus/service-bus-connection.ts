import type { TokenCredential } from '@azure/identity';
import type {
  ServiceBusClient,
  ServiceBusMessage,
  ServiceBusReceiver,
  ServiceBusReceiverOptions,
  ServiceBusSender,
} from '@azure/service-bus';

import { PortError } from '../../port-error.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';
import { serviceBusError } from './service-bus-errors.ts';

/** With the identity of the app; a connection string is for an emulator. */
export type ServiceBusAccess =
  { fullyQualifiedNamespace: string; credential: TokenCredential } | { connectionString: string };

/** A queue, or a subscription of a topic. */
export type Source = { queue: string } | { topic: string; subscription: string };

export type ServiceBusConnection = {
  /** Throws a `PortError`; nothing was taken then, or its message id is known. */
  send(entity: string, message: ServiceBusMessage): Promise<void>;
  /** Gives a receiver to a piece of work and closes it. The signal ends when the work is interrupted or took too long. */
  receiving<T>(
    source: Source,
    options: Pick<ServiceBusReceiverOptions, 'subQueueType'>,
    work: (receiver: ServiceBusReceiver, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
};

/** The policy of the activity repeats a step; one repeat here is for a connection that was cut while nobody used it. */
const RETRIES = { maxRetries: 1, retryDelayInMs: 200 };

const open = async (access: ServiceBusAccess, timeoutMs: number): Promise<ServiceBusClient> => {
  const { ServiceBusClient: Client } = await import('./sdk.ts');
  const options = { retryOptions: { ...RETRIES, timeoutInMs: timeoutMs } };
  return 'connectionString' in access
    ? new Client(access.connectionString, options)
    : new Client(access.fullyQualifiedNamespace, access.credential, options);
};

export const nameOf = (source: Source): string =>
  'queue' in source ? source.queue : `${source.topic}/${source.subscription}`;

const receiverOf = (
  client: ServiceBusClient,
  source: Source,
  options: Pick<ServiceBusReceiverOptions, 'subQueueType'>,
): ServiceBusReceiver => {
  const given = { ...options, maxAutoLockRenewalDurationInMs: 0 };
  return 'queue' in source
    ? client.createReceiver(source.queue, given)
    : client.createReceiver(source.topic, source.subscription, given);
};

/** Ends with the signal even where the SDK goes on. */
const within = async <T>(signal: AbortSignal, work: Promise<T>): Promise<T> => {
  const ended = Promise.withResolvers<never>();
  const end = (): void => ended.reject(signal.reason);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
};

/** A call of the service, in a span, ended with the work that asks; what the SDK throws becomes a `PortError`. */
const call = <T>(
  operation: string,
  entity: string,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> =>
  clientSpan(
    `${operation} ${entity}`,
    {
      'messaging.system': 'servicebus',
      'messaging.destination.name': entity,
      'messaging.operation.name': operation,
    },
    async () => {
      const signal = workSignal(limitMs);
      try {
        return await within(signal, work(signal));
      } catch (error) {
        throw serviceBusError(error, entity, signal);
      }
    },
  );

/**
 * A connection to a namespace, made at its first use; the SDK connects again when it was cut. `timeoutMs`: of a call.
 */
export const createServiceBusConnection = (
  access: ServiceBusAccess,
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): ServiceBusConnection => {
  let client: Promise<ServiceBusClient> | undefined;
  const senders = new Map<string, ServiceBusSender>();
  const opened = (): Promise<ServiceBusClient> => (client ??= open(access, timeoutMs));

  const senderOf = async (entity: string): Promise<ServiceBusSender> => {
    const sender = senders.get(entity) ?? (await opened()).createSender(entity);
    senders.set(entity, sender);
    return sender;
  };

  const close = async (): Promise<void> => {
    const made = client;
    client = undefined;
    senders.clear();
    await (await made?.catch(() => undefined))?.close();
  };

  /** A client that had no answer may wait for a link that was cut for a minute: the next call has a new one. */
  const renewing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (PortError.is(error) && error.kind === 'transient') void close().catch(() => undefined);
      throw error;
    }
  };

  return {
    send: (entity, message) =>
      renewing(
        call('send', entity, timeoutMs, async (abortSignal) => {
          const sender = await senderOf(entity);
          await sender.sendMessages(message, { abortSignal });
        }),
      ),
    receiving: (source, options, work) =>
      renewing(
        call('receive', nameOf(source), 3 * timeoutMs, async (signal) => {
          const receiver = receiverOf(await opened(), source, options);
          try {
            return await work(receiver, signal);
          } finally {
            await receiver.close();
          }
        }),
      ),
    close,
  };
};
