import type { z } from 'zod';

import { isRefusal, type Agent, type AgentFinding, type Refusal } from './define-agent.ts';

export type Judgement<Output> =
  | { verdict: 'usable'; output: Output }
  | { verdict: 'refused'; refusal: Refusal }
  /** `problem` continues a sentence that begins with the agent's name. */
  | { verdict: 'wrong'; problem: string; findings: AgentFinding[] };

export const shapeFindings = (error: z.ZodError): AgentFinding[] =>
  error.issues.map(({ path, message }) => ({
    rule: path.map(String).join('.') || 'the whole',
    message,
  }));

/** Holds an answer, whoever gave it, against the agent's schema and its self-check. */
export const judgeAnswer = <Input, Output>(
  agent: Agent<Input, Output>,
  answer: unknown,
  input: Input,
): Judgement<Output> => {
  if (isRefusal(answer)) return { verdict: 'refused', refusal: answer };
  const output = agent.output.safeParse(answer);
  if (!output.success)
    return { verdict: 'wrong', problem: 'answered in a wrong shape', findings: shapeFindings(output.error) };
  const findings = agent.check(output.data, input);
  return findings.length > 0
    ? { verdict: 'wrong', problem: 'contradicts itself', findings }
    : { verdict: 'usable', output: output.data };
};
