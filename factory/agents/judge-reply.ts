import { z } from 'zod';

import type { ModelReply } from '../domain/model.ts';
import { isRefusal, type Agent, type AgentFinding } from './define-agent.ts';
import { namedThings } from './named-things.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';

type Judged<Output> = { answer: unknown; judgement: Judgement<Output> };

const wrong = <Output>(problem: string, findings: AgentFinding[]): Judgement<Output> => ({
  verdict: 'wrong',
  problem,
  findings,
});

/** What a model may say instead of an answer; it is shown to a person. */
const refusalSchema = z.strictObject({
  refused: z.string().min(1).max(500),
  suggestion: z.string().min(1).max(500),
});

const secretFindings = ({ withheld = [] }: ModelReply): AgentFinding[] =>
  withheld.map(({ path, what }) => ({
    rule: 'secret',
    message: `${path.join('.')} holds ${what}; an answer holds no credentials.`,
  }));

const judgeGiven = <Input, Output>(
  agent: Agent<Input, Output>,
  reply: Extract<ModelReply, { answer: unknown }>,
  input: Input,
): Judgement<Output> => {
  const secrets = secretFindings(reply);
  if (secrets.length > 0) return wrong('gave a credential', secrets);
  const { answer } = reply;
  if (isRefusal(answer) && !refusalSchema.safeParse(answer).success)
    return wrong('answered in a wrong shape', [{ rule: 'the whole', message: 'A refusal has two texts.' }]);
  const judgement = judgeAnswer(agent, answer, input);
  if (judgement.verdict === 'wrong') return judgement;
  const given = judgement.verdict === 'usable' ? judgement.output : judgement.refusal;
  const named = namedThings(given, {
    allowed: agent.mayName?.(input) ?? [],
    quotable: agent.mayQuote?.(input) ?? {},
  });
  return named.length > 0 ? wrong('names what it may not', named) : judgement;
};

/** Holds what a model replied against schema, self-check and what an answer may name; `answer` tells it from others. */
export const judgeReply = <Input, Output>(
  agent: Agent<Input, Output>,
  reply: ModelReply,
  input: Input,
): Judged<Output> => {
  if ('refusal' in reply) {
    const findings = [{ rule: 'declined', message: reply.refusal.slice(0, 500) }];
    return { answer: { declined: reply.refusal }, judgement: wrong('declined to answer', findings) };
  }
  if ('unusable' in reply)
    return { answer: { said: reply.said }, judgement: wrong('gave no answer', [reply.unusable]) };
  return { answer: reply.answer, judgement: judgeGiven(agent, reply, input) };
};
