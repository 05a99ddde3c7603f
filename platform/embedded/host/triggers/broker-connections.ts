import type { ServiceBusClient, ServiceBusClientOptions } from '@azure/service-bus';

import type { Binding } from '../app/core-types.ts';
import type { Environment } from '../host-settings.ts';
import { allPatiently } from './patiently.ts';

/** Service Bus namespaces that the app settings name: what has none is on the embedded bus. */
export type BrokerConnections = {
  isReal(binding: Binding): boolean;
  /** The client of a binding's connection, connected at its first use. */
  clientOf(binding: Binding): Promise<ServiceBusClient>;
  close(): Promise<void>;
};

/** A broker that was restarted is found again within seconds; the SDK tries a subscription for ever. */
const OPTIONS: ServiceBusClientOptions = {
  retryOptions: { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 2_000, timeoutInMs: 10_000 },
};

type Setting = { connectionString: string } | { namespace: string; clientId: string | undefined };

/** As the Functions host reads it: a connection string, or a namespace to which the identity of the app has access. */
const settingOf = ({ connection }: Binding, environment: Environment): Setting | undefined => {
  const name = typeof connection === 'string' ? connection : '';
  const connectionString = environment[name];
  const namespace = environment[`${name}__fullyQualifiedNamespace`];
  if (connectionString) return { connectionString };
  return namespace ? { namespace, clientId: environment[`${name}__clientId`] } : undefined;
};

const open = async (setting: Setting): Promise<ServiceBusClient> => {
  const { ServiceBusClient: Client } = await import('@azure/service-bus');
  if ('connectionString' in setting) return new Client(setting.connectionString, OPTIONS);
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const { namespace, clientId } = setting;
  const credential =
    clientId === undefined ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId });
  return new Client(namespace, credential, OPTIONS);
};

export const createBrokerConnections = (environment: Environment): BrokerConnections => {
  const clients = new Map<string, Promise<ServiceBusClient>>();
  return {
    isReal: (binding) => settingOf(binding, environment) !== undefined,
    clientOf(binding) {
      const name = String(binding['connection']);
      const setting = settingOf(binding, environment);
      if (!setting) throw new Error(`The app setting ${name} names no Service Bus.`);
      const client = clients.get(name) ?? open(setting);
      clients.set(name, client);
      return client;
    },
    async close() {
      const opened = [...clients.values()];
      clients.clear();
      await allPatiently(opened.map(async (client) => (await client).close()));
    },
  };
};
