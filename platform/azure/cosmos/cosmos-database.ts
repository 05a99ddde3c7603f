import type { TokenCredential } from '@azure/identity';
import type { Container } from '@azure/cosmos';

import type { ContainerName } from './containers.ts';

export type CosmosOptions = {
  /** Address of the account. */
  endpoint: string;
  database: string;
  credential: TokenCredential;
  /** Milliseconds that one request may take. */
  timeoutMs?: number;
};

/** The containers of an account; nothing is loaded and nothing connected before the first is asked for. */
export type CosmosDatabase = {
  container(name: ContainerName): Promise<Container>;
  timeoutMs: number;
  host: string;
  close(): void;
};

const TIMEOUT_MS = 20_000;

const isLocal = (endpoint: string): boolean =>
  ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);

/** Retries belong to the error policy: the SDK only waits a moment where the service is throttled. */
const RETRIES = { maxRetryAttemptCount: 2, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 5 };

export const createCosmosDatabase = ({
  endpoint,
  database,
  credential,
  timeoutMs = TIMEOUT_MS,
}: CosmosOptions): CosmosDatabase => {
  const load = async () => {
    const { CosmosClient } = await import('@azure/cosmos');
    return new CosmosClient({
      endpoint,
      aadCredentials: credential,
      connectionPolicy: {
        requestTimeout: timeoutMs,
        // An emulator names itself by an address that is not reachable from elsewhere.
        enableEndpointDiscovery: !isLocal(endpoint),
        retryOptions: RETRIES,
      },
    });
  };
  let client: ReturnType<typeof load> | undefined;
  return {
    async container(name) {
      client ??= load();
      return (await client).database(database).container(name);
    },
    timeoutMs,
    host: new URL(endpoint).host,
    close: () => void client?.then((loaded) => loaded.dispose()),
  };
};
