import { addUsage, type ModelUsage, type Usage } from '../domain/model.ts';
import { STRATEGIES, type Strategy } from '../domain/strategy.ts';
import { askModel } from './ask-model.ts';
import { answerDiff, answerHash, canonical, MAX_DIFF } from './compare-answers.ts';
import type { Agent, FoundKnowledge } from './define-agent.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';
import { judgeReply } from './judge-reply.ts';
import { promptName } from './prompt/compose-prompt.ts';
import { strategiesLeft } from './strategies.ts';
import type { Asked, Thinking, ThoughtOut } from './thinking.ts';

type Answered<Output> = { answer: unknown; judgement: Judgement<Output>; used?: ModelUsage };

const answerOfModel = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  knowledge: readonly FoundKnowledge[],
  strategy: Exclude<Strategy, 'rules'>,
  thinking: Thinking,
  asks: (provider: Asked) => void,
): Promise<Answered<Output>> => {
  const { reply } = await askModel(agent, input, knowledge, strategy, thinking, asks);
  return { ...judgeReply(agent, reply, input), used: reply.usage };
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
  let asked: Asked = provider;
  const note = (strategy: Strategy, diff: readonly string[]): void =>
    thinking.note({
      provider: strategy === 'rules' ? 'rules' : asked.name,
      strategy,
      ...(strategy === 'rules' ? {} : { prompt: promptName(agent.prompt) }),
      ...(usage ? { usage } : {}),
      ...(diff.length > 0 ? { diff: diff.join('; ').slice(0, MAX_DIFF) } : {}),
    });

  for (const strategy of strategiesLeft(thinking.used, last?.findings ?? [])) {
    const asks = (by: Asked): void => {
      asked = by;
      note(strategy, noTry(equal));
    };
    asks(provider);
    const answered =
      strategy === 'rules'
        ? await askRules(agent, input, knowledge)
        : await answerOfModel(agent, input, knowledge, strategy, thinking, asks);
    if (answered.used) usage = addUsage(usage, answered.used, asked.price);
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
