import { expect, it } from 'vitest';

import { azureSettingsSchema } from '../settings.azure.ts';

const given = {
  COSMOS_ENDPOINT: 'https://factory.documents.azure.com/',
  BLOB_ENDPOINT: 'https://factory.blob.core.windows.net',
  KEY_VAULT_ENDPOINT: 'https://factory.vault.azure.net',
  SANDBOX_ENDPOINT: 'https://westeurope.dynamicsessions.io/subscriptions/s/pools/p',
  ServiceBus__fullyQualifiedNamespace: 'factory.servicebus.windows.net',
};
const problems = (settings: Record<string, string>): string[] =>
  (azureSettingsSchema.safeParse(settings).error?.issues ?? []).map(({ path }) => path.join('.')).toSorted();

it('needs where its services are, and nothing else', () => {
  expect(problems({})).toEqual(Object.keys(given).toSorted());
  expect(azureSettingsSchema.parse(given)).toMatchObject({
    FACTORY_TENANT: 'local',
    FACTORY_MODEL: 'rules',
    AZURE_DEVOPS_ENDPOINT: 'https://dev.azure.com',
    COSMOS_ENDPOINT: 'https://factory.documents.azure.com/',
  });
});

it.each([
  'http://example.com',
  'https://user:password@example.com',
  'https://example.com/?key=1',
  'ftp://x',
  'x',
])('refuses %s for an address', (address) => {
  expect(problems({ ...given, COSMOS_ENDPOINT: address })).toContain('COSMOS_ENDPOINT');
});

it('takes an emulator of this machine without TLS', () => {
  expect(problems({ ...given, COSMOS_ENDPOINT: 'http://127.0.0.1:8081' })).toEqual([]);
});

it('says all that is missing for a model', () => {
  expect(problems({ ...given, FACTORY_MODEL: 'openai-compatible' })).toEqual([
    'MODEL_DEPLOYMENT',
    'MODEL_ENDPOINT',
    'MODEL_KEY_SECRET',
  ]);
});
