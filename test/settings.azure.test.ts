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

it('takes no price without the other, and no family of a deployment that is not there', () => {
  expect(problems({ ...given, MODEL_INPUT_PRICE: '1.25' })).toEqual(['MODEL_OUTPUT_PRICE']);
  expect(problems({ ...given, MODEL_OUTPUT_PRICE: '10' })).toEqual(['MODEL_INPUT_PRICE']);
  expect(problems({ ...given, MODEL_FALLBACK_FAMILY: 'gpt-4.1' })).toEqual(['MODEL_FALLBACK_DEPLOYMENT']);
});

it.each([
  ['MODEL_INPUT_PRICE', 'free'],
  ['MODEL_INPUT_PRICE', '-1'],
  ['MODEL_INPUT_PRICE', ''],
  ['MODEL_MAX_OUTPUT_TOKENS', '999'],
  ['MODEL_MAX_OUTPUT_TOKENS', '2000.5'],
  ['MODEL_EFFORT', 'huge'],
  ['MODEL_API_VERSION', 'latest'],
  ['FACTORY_TELEMETRY_SAMPLING', '1.1'],
  ['FACTORY_TELEMETRY_SAMPLING', ' '],
  ['FACTORY_ALLOW_ENVIRONMENT_CREDENTIAL', 'yes'],
])('refuses %s=%s', (name, value) => {
  expect(problems({ ...given, [name]: value })).toContain(name);
});

it('reads numbers from texts, and has a default for each that is needed', () => {
  expect(azureSettingsSchema.parse(given)).toMatchObject({
    FACTORY_ALLOW_ENVIRONMENT_CREDENTIAL: 'false',
    FACTORY_TELEMETRY_SAMPLING: 1,
    MODEL_EFFORT: 'medium',
    MODEL_MAX_OUTPUT_TOKENS: 32_000,
  });
  const numbers = {
    FACTORY_TELEMETRY_SAMPLING: '0',
    MODEL_INPUT_PRICE: '0',
    MODEL_OUTPUT_PRICE: '1.5',
    MODEL_MAX_OUTPUT_TOKENS: '8000',
  };
  expect(azureSettingsSchema.parse({ ...given, ...numbers })).toMatchObject({
    FACTORY_TELEMETRY_SAMPLING: 0,
    MODEL_INPUT_PRICE: 0,
    MODEL_OUTPUT_PRICE: 1.5,
    MODEL_MAX_OUTPUT_TOKENS: 8_000,
  });
});
