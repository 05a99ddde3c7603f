import type { Bus } from '../../bus/create-bus.ts';
import type { Binding, RegisteredFunction, TypedData } from '../app/core-types.ts';
import { resolveSetting } from '../host-settings.ts';
import type { Environment } from '../host-settings.ts';

const isServiceBusOutput = (binding: Binding): boolean =>
  binding.direction === 'out' && binding.type.toLowerCase() === 'servicebus';

/** Declares what the app's output bindings send to, and sends what functions leave in them. */
export const createServiceBusOutput = (
  bus: Bus,
  functions: readonly RegisteredFunction[],
  environment: Environment,
) => {
  const entityOf = (binding: Binding): string =>
    resolveSetting((binding['queueName'] ?? binding['topicName']) as string, environment);

  for (const { metadata } of functions) {
    for (const binding of Object.values(metadata.bindings).filter(isServiceBusOutput)) {
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
          await bus.send(entityOf(binding), { body });
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
