import { expect, it } from 'vitest';

import { configuredModel, type ModelSettings } from '../../../../platform/azure/model/configured-model.ts';
import { DEPLOYMENTS } from '../../../loopback/model/model-deployments.ts';
import { modelRequest } from '../../contract/model-provider-contract.ts';
import { credentialFor, served } from './served.ts';

const settings: ModelSettings = {
  kind: 'azure-openai',
  endpoint: 'https://models.openai.azure.com',
  deployment: 'thinker',
  family: 'gpt-5-mini',
  apiVersion: undefined,
  effort: 'medium',
  maxOutputTokens: 32_000,
  price: { inputUsd: undefined, outputUsd: undefined },
  fallbackDeployment: undefined,
  fallbackFamily: undefined,
  embeddingDeployment: undefined,
  credential: credentialFor(),
  key: { read: async () => 'loopback-key', whileItHolds: (work) => work() },
};

it('is none where the rules think', () => {
  expect(configuredModel({ ...settings, kind: 'rules' })).toBeUndefined();
});

it('costs what its family costs, or what the contract says', () => {
  expect(configuredModel(settings)?.price).toEqual({ inputUsd: 0.25, outputUsd: 2 });
  const price = { inputUsd: 0.2, outputUsd: 1 };
  expect(configuredModel({ ...settings, price })?.price).toEqual(price);
});

it('answers no more than it may, nor than its model can', () => {
  expect(configuredModel({ ...settings, maxOutputTokens: 4_000 })?.maxOutputTokens).toBe(4_000);
  expect(configuredModel({ ...settings, maxOutputTokens: 999_999 })?.maxOutputTokens).toBe(128_000);
});

it('has another in its place, at that one’s list price', () => {
  const price = { inputUsd: 0.2, outputUsd: 1 };
  const spare = { fallbackDeployment: 'spare', fallbackFamily: 'gpt-4.1-mini' };
  const model = configuredModel({ ...settings, ...spare, price });
  expect(model?.fallback).toMatchObject({ name: 'spare', price: { inputUsd: 0.4, outputUsd: 1.6 } });
});

it.each([
  ['family', { family: 'gpt-17' }, 'gpt-17 is no family'],
  ['family of the other', { fallbackDeployment: 'spare', fallbackFamily: 'gpt-17' }, 'gpt-17 is no family'],
  ['name of a deployment', { family: undefined }, 'deployment thinker'],
])('refuses an unknown %s at once', (_, wrong, message) => {
  expect(() => configuredModel({ ...settings, ...wrong })).toThrow(message);
});

it('asks with the effort and the version that are set', async () => {
  const server = await served(() => ({ json: {} }), {
    deployments: { thinker: DEPLOYMENTS['gpt-5-mini']! },
    apiVersions: ['2024-10-21'],
  });
  const set = { ...settings, endpoint: server.url, effort: 'high', apiVersion: '2024-10-21' } as const;
  await configuredModel(set)?.complete(modelRequest());
  expect(server.requests[0]).toMatchObject({ model: 'thinker', reasoning_effort: 'high' });
});

it('asks again with the newest key where the one that it knows is refused', async () => {
  const server = await served(() => ({ json: {} }));
  let known = 'revoked';
  const key: ModelSettings['key'] = {
    read: async () => known,
    whileItHolds: (work) =>
      work().catch(() => {
        known = 'loopback-key';
        return work();
      }),
  };
  const set = { ...settings, kind: 'openai-compatible', endpoint: server.compatibleUrl, key } as const;
  await configuredModel({ ...set, deployment: 'gpt-4.1', family: undefined })?.complete(modelRequest());
  expect(known).toBe('loopback-key');
  expect(server.requests).toHaveLength(1);
});
