import type { ModelProvider, ModelReply, ModelRequest } from '../../../factory/domain/model.ts';
import { PortError } from '../../../platform/port-error.ts';

/** What the provider does with a call; `answer` may be worked out from what it is asked. */
export type Turn =
  | { answer: unknown }
  | { answerOf: (request: ModelRequest) => unknown }
  | { refusal: string }
  /** Answers never; ends with the signal unless it is deaf to it. */
  | { hangs: 'heeding' | 'deaf' }
  | { rateLimitedMs: number }
  | { networkError: string };

const failed = (turn: { rateLimitedMs: number } | { networkError: string }): Error =>
  'rateLimitedMs' in turn
    ? new PortError('transient', 'The model is busy.', { retryAfterMs: turn.rateLimitedMs })
    : Object.assign(new Error(turn.networkError), { code: 'ECONNRESET' });

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

const replyOf = (request: ModelRequest, turn: Turn): Promise<ModelReply> | ModelReply => {
  if ('hangs' in turn)
    return turn.hangs === 'deaf' ? new Promise<never>(() => {}) : untilAborted(request.signal);
  if ('rateLimitedMs' in turn || 'networkError' in turn) throw failed(turn);
  const said =
    'refusal' in turn
      ? { refusal: turn.refusal }
      : { answer: 'answer' in turn ? turn.answer : turn.answerOf(request) };
  const outputTokens = Math.ceil(JSON.stringify(said).length / 4);
  return { ...said, usage: { inputTokens: Math.ceil(request.prompt.length / 4), outputTokens } };
};

/** A model that does what a script says, call by call; a call beyond the script is an error of the test. */
export const scriptedProvider = (
  script: readonly Turn[],
  changes: Partial<ModelProvider> = {},
): ModelProvider & { requests: ModelRequest[] } => {
  const requests: ModelRequest[] = [];
  return {
    name: 'scripted',
    price: { inputUsd: 2, outputUsd: 8 },
    maxOutputTokens: 50_000,
    timeoutMs: 60_000,
    ...changes,
    requests,
    async complete(request) {
      request.signal.throwIfAborted();
      requests.push(request);
      const turn = script[requests.length - 1];
      if (!turn)
        throw new TypeError(`The script has ${script.length} turns, this is call ${requests.length}.`);
      return replyOf(request, turn);
    },
  };
};
