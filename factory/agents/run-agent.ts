import { failed, type Failure } from '../domain/failure.ts';
import type { Agent, FoundKnowledge, KnowledgeUse } from './define-agent.ts';
import { judgeAnswer, shapeFindings, type Judgement } from './judge-answer.ts';
import { think } from './think.ts';
import type { Thinking, ThoughtOut, Tried } from './thinking.ts';

/** The part of the knowledge base that agents read. */
export type KnowledgeQuery = {
  query(
    text: string,
    kinds: readonly FoundKnowledge['kind'][],
    limit: number,
    features?: readonly string[],
  ): Promise<FoundKnowledge[]>;
};

export type AgentRun<Output> =
  | { ok: true; output: Output; knowledge: KnowledgeUse[] }
  /** `tried`: what to remember for the next try, where a model was asked. */
  | { ok: false; failure: Failure; tried?: Tried };

/** Most entries that one question to the knowledge base brings. */
const ENTRIES = 5;

const listed = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

const failureOf = (name: string, judgement: Exclude<Judgement<never>, { verdict: 'usable' }>) => {
  if (judgement.verdict === 'refused') {
    const { refused, suggestion } = judgement.refusal;
    return failed('invalid-configuration', `${refused} ${suggestion}`);
  }
  const lines = judgement.findings.map(({ rule, message }) => `${rule}: ${message}`);
  return failed('code-generation', `${name} ${judgement.problem}:\n${listed(lines)}`);
};

/**
 * Asks the knowledge base, lets the agent answer by its rules, or by a model where `thinking` is given, and holds the answer
 * against its schema and its self-check. Errors of the knowledge base and of the model pass through: they belong to the port.
 */
export const runAgent = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: NoInfer<Input>,
  knowledgeBase: KnowledgeQuery,
  thinking?: Thinking,
): Promise<AgentRun<Output>> => {
  const given = agent.input.safeParse(input);
  if (!given.success) {
    const problems = shapeFindings(given.error).map(({ rule, message }) => `${rule}: ${message}`);
    return failed(
      'invalid-configuration',
      `${agent.name} was given something else than it reads:\n${listed(problems)}`,
    );
  }
  const knowledge = await knowledgeBase.query(
    agent.query(given.data),
    agent.kinds ?? ['pattern', 'project'],
    ENTRIES,
    agent.features?.(given.data) ?? [],
  );
  const answered: ThoughtOut<Output> = thinking
    ? await think(agent, given.data, knowledge, thinking)
    : judgeAnswer(agent, await agent.rules(given.data, knowledge), given.data);
  if (answered.verdict === 'usable') {
    const { output } = answered;
    const used = agent.used?.(output, knowledge) ?? knowledge.map(({ id, why }) => ({ id, why }));
    return { ok: true, output, knowledge: used };
  }
  const tried = answered.verdict === 'wrong' ? answered.tried : undefined;
  return { ...failureOf(agent.name, answered), ...(tried ? { tried } : {}) };
};
