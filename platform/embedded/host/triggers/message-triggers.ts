import type { RegisteredFunction } from '../app/core-types.ts';
import { createBrokerTriggers } from './broker-triggers.ts';
import type { BrokerConnections } from './broker-connections.ts';
import { createServiceBusTriggers } from './service-bus-triggers.ts';
import type { TriggerPump } from './timer-triggers.ts';

type Options = Parameters<typeof createServiceBusTriggers>[0] &
  Omit<Parameters<typeof createBrokerTriggers>[0], 'functions'> & {
    functions: readonly RegisteredFunction[];
    connections: BrokerConnections;
  };

/** Service Bus triggers: each on the namespace that its connection setting names, or on the embedded bus where it names none. */
export const createMessageTriggers = (options: Options): TriggerPump => {
  const all = options.functions.filter(({ trigger }) => trigger.type.toLowerCase() === 'servicebustrigger');
  const { isReal } = options.connections;
  const pumps = [
    createServiceBusTriggers({ ...options, functions: all.filter(({ trigger }) => !isReal(trigger)) }),
    createBrokerTriggers({ ...options, functions: all.filter(({ trigger }) => isReal(trigger)) }),
  ];
  return {
    start: () => {
      for (const pump of pumps) pump.start();
    },
    stop: async () => void (await Promise.all(pumps.map((pump) => pump.stop()))),
  };
};
