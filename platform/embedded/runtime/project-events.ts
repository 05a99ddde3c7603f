import { existsSync } from 'node:fs';

import { pascalCase } from '../../../factory/domain/naming.ts';
import type { Hop } from '../../../factory/domain/process-report.ts';
import type { Clock, ServiceRuntime } from '../../ports.ts';
import { startBroker, type Broker } from '../broker/broker.ts';
import type { TracedEvent } from '../broker/event-trace.ts';

type Connected = Pick<Parameters<ServiceRuntime['deploy']>[0], 'projectId' | 'subscriptions'>;

/** Events between the services of a project. The broker of the host starts when the first service needs it. */
export type ProjectEvents = {
  /** Variables by which a service finds the broker, after its subscriptions were made; none where it stands alone. */
  environmentOf(service: Connected): Promise<Record<string, string>>;
  hops(projectId: string, correlationId: string): Promise<Hop[]>;
  close(): Promise<void>;
};

/** `com.connectsoft.orders.order-placed.v1` → `OrderPlaced` */
const eventName = (type: string): string => pascalCase(type.split('.').at(-2) ?? type);

const hopOf = ({ at, source, type, deliveries }: TracedEvent): Hop => ({
  at,
  service: source.replace(/^\//, ''),
  event: eventName(type),
  consumers: deliveries
    .filter(({ outcome }) => outcome === 'completed')
    .map(({ subscription }) => subscription),
});

/** `directory` keeps what was published; who asks for hops starts the broker only where there is something to find. */
export const createProjectEvents = (options: { directory: string; clock: Clock }): ProjectEvents => {
  let broker: Promise<Broker> | undefined;
  const started = (): Promise<Broker> => (broker ??= startBroker(options));
  return {
    async environmentOf({ projectId, subscriptions }) {
      const environment: Record<string, string> = {};
      if (subscriptions === undefined) return environment;
      const { subscribe, connectionString } = await started();
      for (const { topic, subscription } of subscriptions) subscribe(projectId, topic, subscription);
      environment['SERVICE_BUS_CONNECTION'] = connectionString(projectId);
      return environment;
    },
    async hops(projectId, correlationId) {
      if (!broker && !existsSync(options.directory)) return [];
      return (await started()).hops(projectId, correlationId).map(hopOf);
    },
    async close() {
      const closing = broker;
      broker = undefined;
      await (await closing)?.close();
    },
  };
};
