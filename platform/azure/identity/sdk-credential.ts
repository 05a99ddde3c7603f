import {
  ChainedTokenCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';

/** Tries once more, soon: the policy of the factory decides on everything longer. */
const RETRIES = { maxRetries: 1, retryDelayInMs: 200, maxRetryDelayInMs: 1_000 };

/**
 * The credentials of `@azure/identity`, the managed identity first. Imported when a token is first wanted.
 * @param environment whether a service principal of the environment (`AZURE_CLIENT_ID`, `AZURE_TENANT_ID`, …) may follow
 */
export const sdkCredential = (clientId: string | undefined, environment: boolean): TokenCredential => {
  const managed = new ManagedIdentityCredential({
    ...(clientId === undefined ? {} : { clientId }),
    retryOptions: RETRIES,
  });
  return environment
    ? new ChainedTokenCredential(managed, new EnvironmentCredential({ retryOptions: RETRIES }))
    : managed;
};
