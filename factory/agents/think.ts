import { z } from 'zod';

import {
  addUsage,
  spendOf,
  worstUsage,
  type ModelProvider,
  type ModelReply,
  type ModelRequest,
  type ModelUsage,
  type Usage,
} from '../domain/model.ts';
import { STRATEGIES, type Strategy } from '../domain/strategy.ts';
import { answerDiff, answerHash, canonical, MAX_DIFF } from './compare-answers.ts';
import type { Agent, FoundKnowledge } from './define-agent.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';
import { strategiesLeft, strategyPrompt } from './strategies.ts';
import type { Thinking, ThoughtOut } from './thinking.ts';

type Answered<Output> = { answer: unknown; judgement: Judgement<Output>; used?: ModelUsage };

/** A provider that does not heed the signal is left to itself. */
const inTime = (provider: ModelProvider, request: ModelRequest): Promise<ModelReply> =>
  new Promise((resolve, reject) => {
    const { signal } = request;
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    provider
      .complete(request)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });

const declined = <Output>(refusal: string): Judgement<Output> => ({
  verdict: 'wrong',
  problem: 'declined to answer',
  findings: [{ rule: 'declined', message: refusal.slice(0, 500) }],
});

/** Most findings that a model is told again. */
const MAX_FINDINGS = 50;

const askModel = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  knowledge: readonly FoundKnowledge[],
  strategy: Exclude<Strategy, 'rules'>,
  { provider, guidance, pay, failed }: Thinking,
): Promise<Answered<Output>> => {
  const findings = (failed.at(-1)?.findings ?? []).slice(0, MAX_FINDINGS);
  const request: ModelRequest = {
    agent: agent.name,
    prompt: strategyPrompt(agent.prompt(input, knowledge), strategy, findings, guidance),
    schema: z.toJSONSchema(agent.output),
    findings,
    strategy,
    maxOutputTokens: provider.maxOutputTokens,
    signal: AbortSignal.timeout(provider.timeoutMs),
  };
  const reply = await pay(
    strategy,
    spendOf(worstUsage(request), provider.price),
    () => inTime(provider, request),
    ({ usage }) => spendOf(usage, provider.price),
  );
  return 'refusal' in reply
    ? { answer: { declined: reply.refusal }, judgement: declined(reply.refusal), used: reply.usage }
    : { answer: reply.answer, judgement: judgeAnswer(agent, reply.answer, input), used: reply.usage };
};

const askRules = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  knowledge: readonly FoundKnowledge[],
): Promise<Answered<Output>> => {
  const answer = await agent.rules(input, knowledge);
  return { answer, judgement: judgeAnswer(agent, answer, input) };
};

const noTry = (strategies: readonly Strategy[]): string[] =>
  strategies.map((strategy) => `${strategy} gave an answer that had failed, which is no try`);

/**
 * One try: the next strategy that is left. An answer equal to one that could not be used is no try, so the strategy after it
 * follows at once. The rules answer under the last one.
 */
export const think = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  knowledge: readonly FoundKnowledge[],
  thinking: Thinking,
): Promise<ThoughtOut<Output>> => {
  const { provider, failed } = thinking;
  const last = failed.at(-1);
  const equal: Strategy[] = [];
  let usage: Usage | undefined;
  const note = (strategy: Strategy, diff: readonly string[]): void =>
    thinking.note({
      provider: strategy === 'rules' ? 'rules' : provider.name,
      strategy,
      ...(usage ? { usage } : {}),
      ...(diff.length > 0 ? { diff: diff.join('; ').slice(0, MAX_DIFF) } : {}),
    });

  for (const strategy of strategiesLeft(thinking.used, last?.findings ?? [])) {
    note(strategy, noTry(equal));
    const answered =
      strategy === 'rules'
        ? await askRules(agent, input, knowledge)
        : await askModel(agent, input, knowledge, strategy, thinking);
    if (answered.used) usage = addUsage(usage, answered.used, provider.price);
    const answer = canonical(answered.answer);
    const sha256 = answerHash(answer);
    const { judgement } = answered;
    if (judgement.verdict === 'wrong' && failed.some((each) => each.sha256 === sha256)) {
      equal.push(strategy);
      note(strategy, noTry(equal));
    } else {
      note(strategy, [...noTry(equal), ...(last ? [answerDiff(last.answer, answer)] : [])]);
      if (judgement.verdict !== 'wrong') return judgement;
      const { findings } = judgement;
      const failedTry = { strategy, findings, sha256, answer };
      return { ...judgement, tried: { used: [...equal, strategy], failedTry } };
    }
  }
  return {
    verdict: 'wrong',
    problem: `has no other strategy left (${STRATEGIES.join(', ')}), and was told before`,
    findings: last?.findings ?? [],
    tried: { used: equal },
  };
};
