import type { Attributes } from '@opentelemetry/api';

import { clientSpan } from './span.ts';

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

/**
 * A span around one call of a model, with its tokens, cost and duration as metrics. `note` is told once what is known of the
 * answer, also where the answer is of no use: it was paid for.
 */
export const modelSpan = <T>(
  { operation, provider, model, server, agent, maxTokens }: ModelCall,
  work: (note: (answer: ModelAnswer) => void) => Promise<T>,
): Promise<T> => {
  const attributes = known({
    'gen_ai.operation.name': operation,
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': model,
    'gen_ai.agent.name': agent,
    'gen_ai.request.max_tokens': maxTokens,
    'server.address': server,
  });
  return clientSpan(`${operation} ${model}`, attributes, (span) =>
    work((answer) => void span.setAttributes(answered(answer))),
  );
};
