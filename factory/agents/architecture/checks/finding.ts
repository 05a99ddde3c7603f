import type { AgentFinding } from '../../define-agent.ts';

export const finding = (rule: string, message: string): AgentFinding => ({ rule, message });

/** What is named more than once. */
export const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];
