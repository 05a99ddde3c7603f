import { STRATEGIES, type Strategy } from '../domain/strategy.ts';
import type { Diagnostic } from '../knowledge/diagnostics/diagnostic.ts';
import { diagnosticOf, diagnostics } from '../knowledge/diagnostics/diagnostics.ts';
import type { AgentFinding } from './define-agent.ts';

const tools = [...new Set(diagnostics.map(({ tool }) => tool))];

/** What the knowledge base knows of findings, each once. */
export const knownOf = (findings: readonly AgentFinding[]): Diagnostic[] => {
  const lines = findings.map(({ rule, message }) => `${rule}: ${message}`);
  const known = lines.flatMap((line) => tools.map((tool) => diagnosticOf(tool, line)));
  return [...new Set(known.filter((diagnostic) => diagnostic !== undefined))];
};

/** Whether a strategy can say anything that the ones before it did not. */
const applies = (strategy: Strategy, findings: readonly AgentFinding[]): boolean => {
  if (strategy === 'with-findings') return findings.length > 0;
  return strategy !== 'known-diagnostics' || knownOf(findings).length > 0;
};

/** What is left to try, in order: what was not used yet and has something to go by. */
export const strategiesLeft = (used: readonly Strategy[], findings: readonly AgentFinding[]): Strategy[] =>
  STRATEGIES.filter((strategy) => !used.includes(strategy) && applies(strategy, findings));
