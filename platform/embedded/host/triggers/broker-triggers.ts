import type { ServiceBusClient, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';

import type { AppInvoker } from '../app/app-invoker.ts';
import type { RegisteredFunction } from '../app/core-types.ts';
import type { HostLog } from '../host-log.ts';
import { resolveSetting, type Environment } from '../host-settings.ts';
import type { BrokerConnections } from './broker-connections.ts';
import { dataOf, metadataOf, traceParentOf } from './broker-message.ts';
import { allPatiently, patiently } from './patiently.ts';
import { refuseSpecial } from './refuse-special.ts';
import type { TriggerPump } from './timer-triggers.ts';

type Options = {
  /** Those with a Service Bus trigger on a real broker. */
  functions: readonly RegisteredFunction[];
  connections: BrokerConnections;
  run: AppInvoker['run'];
  log: HostLog;
  environment: Environment;
  /** Per function. */
  maxConcurrentCalls: number;
  /** Milliseconds for which the lock of a message is renewed while its function runs. */
  maxLockRenewalMs: number;
};

type Pumped = { receiver: ServiceBusReceiver; stop: () => Promise<void> };

const receiverOf = (client: ServiceBusClient, { trigger }: RegisteredFunction, options: Options) => {
  const setting = (name: string): string => resolveSetting(trigger[name] as string, options.environment);
  const how = {
    receiveMode: 'peekLock',
    maxAutoLockRenewalDurationInMs: options.maxLockRenewalMs,
    skipParsingBodyAsJson: true,
  } as const;
  return typeof trigger['topicName'] === 'string'
    ? client.createReceiver(setting('topicName'), setting('subscriptionName'), how)
    : client.createReceiver(setting('queueName'), how);
};

/**
 * Hands the messages of a Service Bus namespace to the functions, as the Functions host does: under a lock that is renewed,
 * completed when the function returns, abandoned when it throws. A broken connection is made again for as long as it takes.
 */
export const createBrokerTriggers = (options: Options): TriggerPump => {
  const { log } = options;
  const pumped: Pumped[] = [];
  const running = new Set<Promise<void>>();
  let isStopping = false;
  for (const target of options.functions) refuseSpecial(target);

  const settle = async (name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await patiently(work());
    } catch (error) {
      log.write('warning', name, `A message could not be settled and is delivered again: ${String(error)}`);
    }
  };

  const handle = async (
    target: RegisteredFunction,
    receiver: ServiceBusReceiver,
    message: ServiceBusReceivedMessage,
  ): Promise<void> => {
    const { name } = target.metadata;
    const traceParent = traceParentOf(message);
    try {
      await options.run(target, {
        trigger: dataOf(message),
        triggerMetadata: metadataOf(message),
        ...(traceParent === undefined ? {} : { traceParent }),
      });
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      const delivery = (message.deliveryCount ?? 0) + 1;
      log.write(
        'error',
        name,
        `Message ${String(message.messageId)}, delivery ${delivery}, failed: ${cause}`,
      );
      return settle(name, () => receiver.abandonMessage(message));
    }
    return settle(name, () => receiver.completeMessage(message));
  };

  const pump = async (target: RegisteredFunction): Promise<void> => {
    const receiver = receiverOf(await options.connections.clientOf(target.trigger), target, options);
    if (isStopping) return receiver.close();
    const subscription = receiver.subscribe(
      {
        processMessage: async (message) => {
          const work = handle(target, receiver, message);
          running.add(work);
          await work.finally(() => running.delete(work));
        },
        processError: async ({ error, errorSource }) =>
          log.write('warning', target.metadata.name, `Service Bus, ${errorSource}: ${error.message}`),
      },
      { autoCompleteMessages: false, maxConcurrentCalls: options.maxConcurrentCalls },
    );
    pumped.push({ receiver, stop: () => subscription.close() });
  };

  return {
    start: () => {
      for (const target of options.functions)
        void pump(target).catch((error: unknown) =>
          log.write('error', target.metadata.name, `The trigger cannot be started: ${String(error)}`),
        );
    },
    stop: async () => {
      isStopping = true;
      await allPatiently(pumped.map(({ stop }) => stop()));
      await allPatiently(running);
      await allPatiently(pumped.map(({ receiver }) => receiver.close()));
    },
  };
};
