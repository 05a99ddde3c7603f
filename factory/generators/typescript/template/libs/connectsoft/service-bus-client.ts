import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient, type ServiceBusClientOptions } from '@azure/service-bus';

/** Where Service Bus is: a namespace, fully qualified, or a connection string for development. */
export type ServiceBusPlace = { namespace: string } | { connection: string };

/** Milliseconds: a broker that comes back is found again soon. */
const options: ServiceBusClientOptions = { retryOptions: { retryDelayInMs: 200, maxRetryDelayInMs: 2_000 } };

/** `clientId` chooses a user-assigned managed identity. Connects when something is sent or received. */
export const serviceBusClient = (place: ServiceBusPlace, clientId?: string): ServiceBusClient =>
  'connection' in place
    ? new ServiceBusClient(place.connection, options)
    : new ServiceBusClient(
        place.namespace,
        new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {}),
        options,
      );
