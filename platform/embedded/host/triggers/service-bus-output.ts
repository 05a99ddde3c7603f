import type { Bus } from '../../bus/create-bus.ts';
import type { Binding, RegisteredFunction, TypedData } from '../app/core-types.ts';
import type { BrokerConnections } from './broker-connections.ts';
import { resolveSetting } from '../host-settings.ts';
import type { Environment } from '../host-settings.ts';

const isServiceBusOutput = (binding: Binding): boolean =>
  binding.direction === 'out' && binding.type.toLowerCase() === 'servicebus';

type Send = (binding: Binding, entity: string, body: unknown) => Promise<void>;

/** A string travels as it is, anything else as JSON. */
const sendToBroker =
  (connections: BrokerConnections): Send =>
  async (binding, entity, body) => {
    const client = await connections.clientOf(binding);
    const sender = client.createSender(entity);
    try {
      await sender.sendMessages(
        typeof body === 'string'
          ? { body: Buffer.from(body) }
          : { body: Buffer.from(JSON.stringify(body ?? null)), contentType: 'application/json' },
      );
    } finally {
      await sender.close();
    }
  };

/** Declares what the app's output bindings send to, and sends what functions leave in them, each to the broker of its connection. */
export const createServiceBusOutput = (
  bus: Bus,
  connections: BrokerConnections,
  functions: readonly RegisteredFunction[],
  environment: Environment,
) => {
  const entityOf = (binding: Binding): string =>
    resolveSetting((binding['queueName'] ?? binding['topicName']) as string, environment);

  const toBroker = sendToBroker(connections);
  const toBus: Send = (_, entity, body) => bus.send(entity, { body });

  for (const { metadata } of functions) {
    for (const binding of Object.values(metadata.bindings).filter(isServiceBusOutput)) {
      if (connections.isReal(binding)) continue;
      if (typeof binding['topicName'] === 'string') bus.declareTopic(entityOf(binding));
      else bus.declareQueue(entityOf(binding));
    }
  }

  return {
    isUsedBy: ({ metadata }: RegisteredFunction): boolean =>
      Object.values(metadata.bindings).some(isServiceBusOutput),
    /** @param outputs by binding name, as the SDK converted them; an array is a message for each element */
    send: async (
      { metadata }: RegisteredFunction,
      outputs: ReadonlyMap<string, TypedData>,
      returnValue: TypedData | undefined,
    ): Promise<void> => {
      for (const [name, binding] of Object.entries(metadata.bindings)) {
        if (!isServiceBusOutput(binding)) continue;
        const data = name === '$return' ? returnValue : outputs.get(name);
        for (const body of data === undefined ? [] : bodiesOf(data)) {
          await (connections.isReal(binding) ? toBroker : toBus)(binding, entityOf(binding), body);
        }
      }
    },
  };
};

const bodiesOf = (data: TypedData): unknown[] => {
  if ('json' in data) {
    const value = JSON.parse(data.json) as unknown;
    return Array.isArray(value) ? value : [value];
  }
  if ('string' in data) return [data.string];
  if ('bytes' in data) return [Buffer.from(data.bytes).toString('utf8')];
  if ('int' in data) return [data.int];
  return 'double' in data ? [data.double] : [];
};
