import type { TokenCredential } from '@azure/identity';
import type { OpenAI } from 'openai';

import { PortError } from '../../port-error.ts';

/** Audience of the model service. */
export const MODEL_SCOPE = 'https://cognitiveservices.azure.com/.default';

/** The policy of the factory retries, at its instants and within its budget; the SDK never. It reads no environment and logs nothing. */
const QUIET = {
  maxRetries: 0,
  logLevel: 'off',
  organization: null,
  project: null,
  fetchOptions: { redirect: 'manual' },
} as const;

/** Longest time until there is a token, in milliseconds. */
const TOKEN_MS = 30_000;

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

export type AzureEndpoint = {
  /** `https://<resource>.openai.azure.com`. */
  endpoint: string;
  credential: TokenCredential;
  /** Version of the data plane; default `2025-04-01-preview`. */
  apiVersion?: string;
};

export const azureClient = (
  { endpoint, credential, apiVersion = '2025-04-01-preview' }: AzureEndpoint,
  timeout: number,
): (() => Promise<OpenAI>) =>
  once(async () => {
    const { AzureOpenAI } = await import('openai/azure');
    return new AzureOpenAI({
      ...QUIET,
      baseURL: `${endpoint.replace(/\/+$/, '')}/openai`,
      // An empty key: an absent one would be read from the environment.
      apiKey: '',
      apiVersion,
      timeout,
      azureADTokenProvider: async () => {
        const token = await credential.getToken(MODEL_SCOPE, { abortSignal: AbortSignal.timeout(TOKEN_MS) });
        if (!token)
          throw new PortError(
            'invalid-configuration',
            'The identity of the factory has no token for the model.',
          );
        return token.token;
      },
    });
  });

export type CompatibleEndpoint = {
  /** With its version: `https://models.example.com/v1`. */
  baseUrl: string;
  /** Read again for every call, so that it can rotate. */
  apiKey: () => Promise<string>;
};

export const compatibleClient = (
  { baseUrl, apiKey }: CompatibleEndpoint,
  timeout: number,
): (() => Promise<OpenAI>) =>
  once(async () => {
    const { OpenAI } = await import('openai/client');
    return new OpenAI({ ...QUIET, baseURL: baseUrl.replace(/\/+$/, ''), apiKey, timeout });
  });
