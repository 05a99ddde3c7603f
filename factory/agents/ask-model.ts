import { z } from 'zod';

import { spendOf, worstUsage, type ModelReply, type ModelRequest } from '../domain/model.ts';
import type { Strategy } from '../domain/strategy.ts';
import type { Agent, AgentFinding, FoundKnowledge } from './define-agent.ts';
import { instructionsOf, promptText } from './prompt/compose-prompt.ts';
import type { Asked, Thinking } from './thinking.ts';
import { withholdSecrets } from './withhold-secrets.ts';

/** A provider that does not heed the signal is left to itself. */
const inTime = (provider: Asked, request: ModelRequest): Promise<ModelReply> =>
  new Promise((resolve, reject) => {
    const { signal } = request;
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    provider
      .complete(request)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });

/** Most findings that a model is told again. */
const MAX_FINDINGS = 50;

/** The part of an error that says whether another model may be asked: what a person must settle stays. */
const isPassing = (error: unknown): boolean => {
  const kind = typeof error === 'object' && error !== null && 'kind' in error ? error.kind : 'transient';
  return kind === 'transient';
};

const isOverBudget = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'kind' in error && error.kind === 'budget';

const schemas = new WeakMap<z.ZodType, unknown>();

/** The JSON Schema of an agent's answer, made once. */
const schemaOf = (output: z.ZodType): unknown => {
  const schema = schemas.get(output) ?? z.toJSONSchema(output);
  schemas.set(output, schema);
  return schema;
};

type Question = Omit<ModelRequest, 'maxOutputTokens' | 'signal'>;

const askOne = (question: Question, strategy: Strategy, provider: Asked, { pay }: Thinking) => {
  const asked = { ...question, maxOutputTokens: provider.maxOutputTokens };
  return pay({
    strategy,
    provider,
    worst: spendOf(worstUsage(asked), provider.price),
    call: async () =>
      withholdSecrets(await inTime(provider, { ...asked, signal: AbortSignal.timeout(provider.timeoutMs) })),
    spent: ({ usage }) => spendOf(usage, provider.price),
  });
};

/** Who answered, and what. */
export type Replied = { provider: Asked; reply: ModelReply };

/** The model that was meant; where it fails transiently the one in its place, unless that is too dear. Both are paid. */
const askEither = async (
  question: Question,
  strategy: Strategy,
  thinking: Thinking,
  asks: (provider: Asked) => void,
): Promise<Replied> => {
  const { provider } = thinking;
  try {
    return { provider, reply: await askOne(question, strategy, provider, thinking) };
  } catch (error) {
    const { fallback } = provider;
    if (!fallback || !isPassing(error)) throw error;
    asks(fallback);
    try {
      return { provider: fallback, reply: await askOne(question, strategy, fallback, thinking) };
    } catch (second) {
      throw isOverBudget(second) ? error : second;
    }
  }
};

const findingsToTell = ({ failed }: Thinking): AgentFinding[] =>
  (failed.at(-1)?.findings ?? []).slice(0, MAX_FINDINGS);

/**
 * Asks the model under a strategy, unless this try was answered before it broke off. `asks` is told who is asked, each time
 * before the call.
 */
export const askModel = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  knowledge: readonly FoundKnowledge[],
  strategy: Exclude<Strategy, 'rules'>,
  thinking: Thinking,
  asks: (provider: Asked) => void,
): Promise<Replied> => {
  const { provider } = thinking;
  const kept = await thinking.kept?.(strategy);
  if (kept) {
    const by = kept.provider === provider.fallback?.name ? provider.fallback : provider;
    asks(by);
    return { provider: by, reply: kept.reply };
  }
  const findings = findingsToTell(thinking);
  asks(provider);
  return askEither(
    {
      agent: agent.name,
      instructions: instructionsOf(agent.prompt),
      prompt: promptText(agent.prompt.material(input), knowledge, strategy, findings, thinking.guidance),
      schema: schemaOf(agent.output),
      findings,
      strategy,
    },
    strategy,
    thinking,
    asks,
  );
};
