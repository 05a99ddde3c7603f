import type { OpenAI } from 'openai';

import {
  costOf,
  type ModelPrice,
  type ModelReply,
  type ModelRequest,
} from '../../../factory/domain/model.ts';
import { PortError } from '../../port-error.ts';
import type { ModelProvider } from '../../ports.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';
import { FAMILIES, familyOf, type Capabilities, type ModelFamily } from './capabilities.ts';
import { chatRequest, type Effort } from './chat-request.ts';
import { modelError } from './model-error.ts';
import { modelReply } from './model-reply.ts';
import { readStream, stallGuard } from './read-stream.ts';
import type { StrictLimits } from './schema-size.ts';

/** What every provider is told, whoever serves the model. */
export type ChatOptions = {
  /** The deployment; of a compatible endpoint the model. */
  deployment: string;
  /** The model that is deployed, where the deployment has another name: `gpt-5-mini`. Its capabilities and price follow from it. */
  family?: ModelFamily;
  /** What the model can do, where nobody described its family. */
  capabilities?: Capabilities;
  /** The contract's price; default the list price of the family. */
  price?: ModelPrice;
  /** Most tokens of an answer; default 32 000, at most what the model gives. */
  maxOutputTokens?: number;
  /** Of a reasoning model; default `medium`. */
  effort?: Effort;
  /** Milliseconds; default 240 000. */
  timeoutMs?: number;
  /** Milliseconds without anything said; default 60 000, 180 000 of a model that reasons: it thinks in silence. */
  stallMs?: number;
};

export type Service = {
  /** By the semantic conventions: `azure.ai.openai`. */
  system: string;
  host: string;
  limits: StrictLimits;
  client: () => Promise<OpenAI>;
};

const capabilitiesOf = ({ deployment, family, capabilities }: ChatOptions): Capabilities => {
  const known = family ?? familyOf(deployment);
  if (capabilities) return capabilities;
  if (known) return FAMILIES[known];
  throw new PortError(
    'invalid-configuration',
    `Nobody knows what the model behind deployment ${deployment} can do: name its family, or its capabilities.`,
  );
};

/** A model behind chat completions. Throws at once where its capabilities are unknown. */
export const chatModel = (service: Service, options: ChatOptions): ModelProvider => {
  const { deployment, effort = 'medium', timeoutMs = 240_000 } = options;
  const capabilities = capabilitiesOf(options);
  const stallMs = options.stallMs ?? (capabilities.reasons ? 180_000 : 60_000);
  const maxOutputTokens = Math.min(options.maxOutputTokens ?? 32_000, capabilities.maxOutputTokens);

  const ask = async (request: ModelRequest): Promise<ModelReply & { finish: string }> => {
    const stall = stallGuard(deployment, stallMs);
    const signal = AbortSignal.any([workSignal(timeoutMs, request.signal), stall.signal]);
    try {
      signal.throwIfAborted();
      const { body, isStrict } = chatRequest(request, {
        deployment,
        capabilities,
        limits: service.limits,
        effort,
      });
      const stream = await (await service.client()).chat.completions.create(body, { signal });
      const completion = await readStream(deployment, stream, signal, stall.beat);
      const reply = modelReply(deployment, completion, request, isStrict);
      return { ...reply, finish: completion.finish ?? '' };
    } catch (error) {
      // Whoever ended the call says why, not the SDK that noticed.
      signal.throwIfAborted();
      throw modelError(deployment, error);
    } finally {
      stall.end();
    }
  };

  const price = options.price ?? capabilities.price;
  return {
    name: deployment,
    price,
    maxOutputTokens,
    timeoutMs,
    complete: (request) =>
      clientSpan(
        `chat ${deployment}`,
        {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': service.system,
          'gen_ai.request.model': deployment,
          'gen_ai.request.max_tokens': Math.min(request.maxOutputTokens, maxOutputTokens),
          'gen_ai.output.type': 'json',
          'gen_ai.agent.name': request.agent,
          'server.address': service.host,
        },
        async (span) => {
          const { finish, ...reply } = await ask(request);
          span.setAttributes({
            'gen_ai.response.finish_reasons': [finish],
            'gen_ai.usage.input_tokens': reply.usage.inputTokens,
            'gen_ai.usage.output_tokens': reply.usage.outputTokens,
            'factory.model.cost_usd': costOf(reply.usage, price),
          });
          return reply;
        },
      ),
  };
};
