import { afterEach } from 'vitest';

import { tokenFor, AUDIENCE } from '../../../loopback/model/sign-in.ts';
import {
  startModelServer,
  type ModelServer,
  type Script,
} from '../../../loopback/model/start-model-server.ts';
import type { ChatOptions } from '../../../../platform/azure/model/chat-model.ts';
import { createAzureModel, createCompatibleModel } from '../../../../platform/azure/model/create-model.ts';
import type { ModelProvider } from '../../../../platform/ports.ts';

const servers: ModelServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server that ends with the test. */
export const served = async (
  script?: Script,
  options: Omit<Parameters<typeof startModelServer>[0], 'script'> = {},
): Promise<ModelServer> => {
  const server = await startModelServer({ ...(script ? { script } : {}), ...options });
  servers.push(server);
  return server;
};

export const credentialFor = (audience = AUDIENCE) => ({
  getToken: async () => ({ token: tokenFor(audience), expiresOnTimestamp: Date.now() + 3_600_000 }),
});

export const azureModel = (
  { url }: { url: string },
  options: Partial<ChatOptions & { apiVersion: string }> & { audience?: string } = {},
): ModelProvider =>
  createAzureModel({
    endpoint: url,
    credential: credentialFor(options.audience),
    deployment: 'gpt-4.1',
    stallMs: 20_000,
    timeoutMs: 25_000,
    ...options,
  });

export const compatibleModel = (
  { compatibleUrl }: { compatibleUrl: string },
  options: Partial<ChatOptions> & { apiKey?: string } = {},
): ModelProvider =>
  createCompatibleModel({
    baseUrl: compatibleUrl,
    deployment: 'gpt-4.1',
    stallMs: 20_000,
    timeoutMs: 25_000,
    ...options,
    apiKey: async () => options.apiKey ?? 'loopback-key',
  });
