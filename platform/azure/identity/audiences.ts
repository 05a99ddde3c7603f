/** Audiences of the services, as scopes: an adapter gets a credential for exactly one of them. */
export const AUDIENCES = {
  serviceBus: 'https://servicebus.azure.net/.default',
  blobStorage: 'https://storage.azure.com/.default',
  keyVault: 'https://vault.azure.net/.default',
  models: 'https://cognitiveservices.azure.com/.default',
  azureDevOps: '499b84ac-1321-427f-aa17-267ca6975798/.default',
  dynamicSessions: 'https://dynamicsessions.io/.default',
  telemetry: 'https://monitor.azure.com/.default',
} as const;

/** @param endpoint of a Cosmos DB account; every account is an audience of its own */
export const cosmosAudience = (endpoint: string): string => `${new URL(endpoint).origin}/.default`;
