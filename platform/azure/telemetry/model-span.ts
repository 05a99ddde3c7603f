import { context, type Attributes } from '@opentelemetry/api';

import { PortError } from '../../port-error.ts';
import { record, type MetricAttributes } from './metrics.ts';
import { clientSpan } from './span.ts';
import { attributesOf, scopeOf } from './work-scope.ts';

/** A call of a model, by the semantic conventions for generative AI: never what is asked or answered. */
export type ModelCall = {
  operation: 'chat' | 'embeddings';
  /** `azure.ai.openai`, `openai`, … */
  provider: string;
  /** The deployment, or the model. */
  model: string;
  /** Host name of the service. */
  server?: string | undefined;
  /** The agent that asks. */
  agent?: string | undefined;
  maxTokens?: number | undefined;
};

/** What is known of the answer. */
export type ModelAnswer = {
  model?: string | undefined;
  id?: string | undefined;
  finishReasons?: readonly string[] | undefined;
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
  /** US dollars. */
  costUsd?: number | undefined;
};

const known = (attributes: Record<string, string | number | string[] | undefined>): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

const answered = ({
  model,
  id,
  finishReasons,
  inputTokens,
  outputTokens,
  costUsd,
}: ModelAnswer): Attributes =>
  known({
    'gen_ai.response.model': model,
    'gen_ai.response.id': id,
    'gen_ai.response.finish_reasons': finishReasons && [...finishReasons],
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
    'factory.model.cost_usd': costUsd,
  });

const recordAnswer = (
  by: MetricAttributes<'modelDuration'>,
  { inputTokens, outputTokens, costUsd }: ModelAnswer,
): void => {
  const tenant = attributesOf(scopeOf(context.active()) ?? {})['factory.tenant'];
  const all = { ...by, 'factory.tenant': tenant === undefined ? undefined : String(tenant) };
  if (inputTokens !== undefined) record('tokens', inputTokens, { ...all, 'gen_ai.token.type': 'input' });
  if (outputTokens !== undefined) record('tokens', outputTokens, { ...all, 'gen_ai.token.type': 'output' });
  if (costUsd !== undefined) record('cost', costUsd, all);
};

/**
 * A span around one call of a model, with its tokens, cost and duration as metrics. `note` is told once what is known of the
 * answer, also where the answer is of no use: it was paid for.
 */
export const modelSpan = <T>(
  { operation, provider, model, server, agent, maxTokens }: ModelCall,
  work: (note: (answer: ModelAnswer) => void) => Promise<T>,
): Promise<T> => {
  const by = {
    'gen_ai.operation.name': operation,
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': model,
  };
  const attributes = known({
    ...by,
    'gen_ai.agent.name': agent,
    'gen_ai.request.max_tokens': maxTokens,
    'server.address': server,
  });
  return clientSpan(`${operation} ${model}`, attributes, async (span) => {
    const started = performance.now();
    const ended = (error?: string) =>
      record('modelDuration', (performance.now() - started) / 1_000, { ...by, 'error.type': error });
    try {
      const result = await work((answer) => {
        span.setAttributes(answered(answer));
        recordAnswer(by, answer);
      });
      ended();
      return result;
    } catch (error) {
      ended(PortError.is(error) ? error.kind : 'unknown');
      throw error;
    }
  });
};
