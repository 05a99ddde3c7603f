import { expect, it } from 'vitest';

import { JournalPublisher } from '#connectsoft/journal-publisher';
import { ServiceBusPublisher } from '#connectsoft/service-bus-publisher';

import { readConfiguration } from '../../src/infrastructure/configuration.ts';
import { openPublisher } from '../../src/infrastructure/messaging/publisher.ts';
import { openCosmosStore } from '../../src/infrastructure/persistence/cosmos-store.ts';
import { envelope } from '../support/service-stores.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

it('needs no variable at all', () => {
  const configuration = readConfiguration({});
  expect(configuration).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    dataDirectory: '.data',
    retentionDays: 30,
    logLevel: 'info',
    authentication: { audience: expect.any(String), nameClaim: 'sub' },
    developmentMode: true,
  });
  expect(configuration.cosmos ?? configuration.serviceBus).toBeUndefined();
});

it('reads where to find Azure', () => {
  const variables = {
    STORE: 'cosmos',
    COSMOS_ENDPOINT: 'https://example.documents.azure.com',
    COSMOS_DATABASE: 'database',
    SERVICE_BUS_NAMESPACE: 'example.servicebus.windows.net',
    SERVICE_BUS_TOPIC: 'topic',
    AZURE_CLIENT_ID: 'client',
    AUTH_ISSUER: 'https://login.example.com/',
  };
  expect(readConfiguration(variables)).toMatchObject({
    cosmos: { endpoint: 'https://example.documents.azure.com', database: 'database' },
    serviceBus: { place: { namespace: 'example.servicebus.windows.net' }, topic: 'topic' },
    azureClientId: 'client',
  });
});

it('reads whose tokens to believe beside its own', () => {
  const variables = {
    AUTH_ISSUER: 'https://login.example.com/',
    AUTH_AUDIENCE: 'audience',
    AUTH_JWKS_URL: 'https://login.example.com/keys',
    AUTH_NAME_CLAIM: 'email',
  };
  const authentication = {
    issuer: 'https://login.example.com/',
    audience: 'audience',
    jwksUrl: 'https://login.example.com/keys',
    nameClaim: 'email',
  };
  expect(readConfiguration(variables)).toMatchObject({ authentication, developmentMode: true });
});

it('reads where to find a Service Bus of developers', () => {
  const connection = 'Endpoint=sb://localhost;SharedAccessKeyName=k;SharedAccessKey=v';
  expect(readConfiguration({ SERVICE_BUS_CONNECTION: connection }).serviceBus?.place).toEqual({ connection });
});

it.each([
  [{ PORT: '65536' }, 'PORT must be at most 65535'],
  [{ RETENTION_DAYS: '0' }, 'RETENTION_DAYS must be at least 1'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of debug, info, warn, error, silent'],
  [{ AUTH_ISSUER: 'http://login.example.com' }, 'AUTH_ISSUER'],
  [{ DEVELOPMENT_MODE: 'off' }, 'AUTH_ISSUER is required where DEVELOPMENT_MODE is off'],
  [
    { STORE: 'cosmos', COSMOS_ENDPOINT: 'https://example.documents.azure.com', DEVELOPMENT_MODE: 'on' },
    'DEVELOPMENT_MODE must be off where STORE is cosmos',
  ],
  [{ STORE: 'cosmos' }, 'COSMOS_ENDPOINT is required where STORE is cosmos'],
  [
    { SERVICE_BUS_CONNECTION: 'c', SERVICE_BUS_NAMESPACE: 'n' },
    'SERVICE_BUS_CONNECTION cannot be given beside SERVICE_BUS_NAMESPACE',
  ],
])('refuses %j', (variables, message) => {
  expect(() => readConfiguration(variables)).toThrow(message);
});

it('publishes to the journal until a Service Bus is configured', async () => {
  const configuration = readConfiguration({ DATA_DIR: temporaryDirectory() });
  const journal = await openPublisher(configuration);
  expect(journal).toBeInstanceOf(JournalPublisher);
  await journal.close();
  const serviceBus = { place: { namespace: 'example.servicebus.windows.net' }, topic: 'topic' };
  const publisher = await openPublisher({ ...configuration, serviceBus });
  expect(publisher).toBeInstanceOf(ServiceBusPublisher);
  await publisher.close();
});

it('opens Cosmos DB without a connection', () => {
  const store = openCosmosStore(
    { endpoint: 'https://example.documents.azure.com', database: 'test' },
    envelope,
  );
  expect(store.outbox).toBeDefined();
  store.close();
});
