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

/** The two together end within the time of an activity, in milliseconds, with room for what else it does. */
const BOTH_MS = 270_000;

/**
 * A model, and another that is asked where it fails transiently; each call of either is paid by itself. What one leaves of
 * the time is not the other's: each has at most half.
 */
export const withFallback = (
  first: ModelProvider,
  second: Omit<ModelProvider, 'fallback'>,
): ModelProvider => ({
  ...first,
  timeoutMs: Math.min(first.timeoutMs, BOTH_MS / 2),
  fallback: {
    ...second,
    // The audit trail and the kept answers tell them apart by name.
    name: second.name === first.name ? `${second.name} (fallback)` : second.name,
    timeoutMs: Math.min(second.timeoutMs, BOTH_MS / 2),
  },
});
