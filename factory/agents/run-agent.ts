import { z } from 'zod';

import { failed, type Failure } from '../domain/failure.ts';
import {
  isRefusal,
  type Agent,
  type AgentFinding,
  type FoundKnowledge,
  type KnowledgeUse,
} from './define-agent.ts';

/** The part of the knowledge base that agents read. */
export type KnowledgeQuery = {
  query(
    text: string,
    kinds: readonly FoundKnowledge['kind'][],
    limit: number,
    features?: readonly string[],
  ): Promise<FoundKnowledge[]>;
};

/** A model that answers a prompt with an object of a JSON Schema. Without one the agent's rules answer. */
export type ModelProvider = {
  name: string;
  complete(request: { prompt: string; schema: unknown; findings: readonly AgentFinding[] }): Promise<unknown>;
};

export type AgentRun<Output> =
  { ok: true; output: Output; knowledge: KnowledgeUse[] } | { ok: false; failure: Failure };

/** Most entries that one question to the knowledge base brings. */
const ENTRIES = 5;

const listed = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

const schemaProblems = (error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);

/**
 * Asks the knowledge base, lets the agent answer, and holds the answer against its schema and its self-check. Errors of
 * the knowledge base pass through: they belong to the port.
 */
export const runAgent = async <Input, Output>(
  agent: Agent<Input, Output>,
  input: NoInfer<Input>,
  knowledgeBase: KnowledgeQuery,
  provider?: ModelProvider,
): Promise<AgentRun<Output>> => {
  const given = agent.input.safeParse(input);
  if (!given.success) {
    return failed(
      'invalid-configuration',
      `${agent.name} was given something else than it reads:\n${listed(schemaProblems(given.error))}`,
    );
  }
  const knowledge = await knowledgeBase.query(
    agent.query(given.data),
    agent.kinds ?? ['pattern', 'project'],
    ENTRIES,
    agent.features?.(given.data) ?? [],
  );
  const answer = provider
    ? await provider.complete({
        prompt: agent.prompt(given.data, knowledge),
        schema: z.toJSONSchema(agent.output),
        findings: [],
      })
    : await agent.rules(given.data, knowledge);
  if (isRefusal(answer)) return failed('invalid-configuration', `${answer.refused} ${answer.suggestion}`);
  const output = agent.output.safeParse(answer);
  if (!output.success) {
    return failed(
      'code-generation',
      `${agent.name} answered in a wrong shape:\n${listed(schemaProblems(output.error))}`,
    );
  }
  const findings = agent.check(output.data, given.data);
  if (findings.length > 0) {
    return failed(
      'code-generation',
      `${agent.name} contradicts itself:\n${listed(findings.map(({ rule, message }) => `${rule}: ${message}`))}`,
    );
  }
  const used = agent.used?.(output.data, knowledge) ?? knowledge.map(({ id, why }) => ({ id, why }));
  return { ok: true, output: output.data, knowledge: used };
};
