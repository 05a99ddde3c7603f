import type { OpenAI } from 'openai';

import { PortError } from '../../port-error.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';
import { azureClient, compatibleClient, type AzureEndpoint, type CompatibleEndpoint } from './clients.ts';
import { modelError } from './model-error.ts';

/** Turns texts into vectors of one length. Throws what a model provider throws. */
export type Embeddings = {
  /** The deployment: vectors of another one cannot be compared with its own. */
  name: string;
  dimensions: number;
  /** One vector for each text, in their order. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>;
};

type Options = {
  /** The deployment; of a compatible endpoint the model. */
  deployment: string;
  /** Length of the vectors; default 1536. */
  dimensions?: number;
  /** Milliseconds for one request; default 30 000. */
  timeoutMs?: number;
};

/** Texts of one request. */
const BATCH = 64;
/** Most characters of a text that are read: the service refuses more than 8 191 tokens. */
const MAX_CHARACTERS = 8_000;

const batchesOf = (texts: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, index) =>
    texts.slice(index * BATCH, (index + 1) * BATCH).map((text) => text.slice(0, MAX_CHARACTERS) || ' '),
  );

const vectorsOf = (
  name: string,
  data: readonly { index: number; embedding: number[] }[],
  count: number,
  dimensions: number,
): number[][] => {
  const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  if (vectors.length !== count || vectors.some((vector) => vector.length !== dimensions))
    throw new PortError('transient', `${name} did not answer with ${count} vectors of length ${dimensions}.`);
  return vectors;
};

const embeddings = (
  system: string,
  client: () => Promise<OpenAI>,
  { deployment, dimensions = 1_536, timeoutMs = 30_000 }: Options,
): Embeddings => {
  const embedBatch = (input: string[], given?: AbortSignal): Promise<number[][]> =>
    clientSpan(
      `embeddings ${deployment}`,
      {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.provider.name': system,
        'gen_ai.request.model': deployment,
      },
      async (span) => {
        const signal = workSignal(timeoutMs, given);
        try {
          signal.throwIfAborted();
          const { data, usage } = await (
            await client()
          ).embeddings.create({ model: deployment, input, dimensions, encoding_format: 'float' }, { signal });
          span.setAttribute('gen_ai.usage.input_tokens', usage.prompt_tokens);
          return vectorsOf(deployment, data, input.length, dimensions);
        } catch (error) {
          signal.throwIfAborted();
          throw modelError(deployment, error);
        }
      },
    );
  return {
    name: deployment,
    dimensions,
    async embed(texts, signal) {
      const vectors: number[][] = [];
      for (const batch of batchesOf(texts)) vectors.push(...(await embedBatch(batch, signal)));
      return vectors;
    },
  };
};

/** Embeddings of a deployment of Azure OpenAI, signed in to with Entra ID. */
export const createAzureEmbeddings = (options: AzureEndpoint & Options): Embeddings =>
  embeddings('azure.ai.openai', azureClient(options, options.timeoutMs ?? 30_000), options);

/** Embeddings behind any endpoint that speaks as OpenAI does. */
export const createCompatibleEmbeddings = (options: CompatibleEndpoint & Options): Embeddings =>
  embeddings('openai', compatibleClient(options, options.timeoutMs ?? 30_000), options);
