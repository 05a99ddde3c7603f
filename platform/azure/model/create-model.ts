import type { ModelProvider } from '../../ports.ts';
import { chatModel, type ChatOptions } from './chat-model.ts';
import { azureClient, compatibleClient, type AzureEndpoint, type CompatibleEndpoint } from './clients.ts';
import { AZURE_LIMITS, OPENAI_LIMITS } from './schema-size.ts';

/** A deployment of Azure OpenAI, signed in to with Entra ID. */
export const createAzureModel = (options: AzureEndpoint & ChatOptions): ModelProvider =>
  chatModel(
    {
      system: 'azure.ai.openai',
      host: new URL(options.endpoint).host,
      limits: AZURE_LIMITS,
      client: azureClient(options, options.timeoutMs ?? 240_000),
    },
    options,
  );

/** A model behind any endpoint that speaks as OpenAI does. */
export const createCompatibleModel = (options: CompatibleEndpoint & ChatOptions): ModelProvider =>
  chatModel(
    {
      system: 'openai',
      host: new URL(options.baseUrl).host,
      limits: OPENAI_LIMITS,
      client: compatibleClient(options, options.timeoutMs ?? 240_000),
    },
    options,
  );

/** A model, and another that is asked where it fails transiently; each call of either is paid by itself. */
export const withFallback = (
  first: ModelProvider,
  fallback: Omit<ModelProvider, 'fallback'>,
): ModelProvider => ({
  ...first,
  fallback,
});
