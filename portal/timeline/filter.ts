import type { AgentAction } from '../api/types.ts';

/** Empty strings stand for everything. */
export type Filter = { agent: string; service: string };

export const everything: Filter = { agent: '', service: '' };

/** What a service filter of this value shows: what was done for no single service. */
export const SHARED = '(shared)';

const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

export const agentsOf = (actions: readonly AgentAction[]): string[] =>
  sorted(actions.map(({ agent }) => agent));

export const servicesOf = (actions: readonly AgentAction[]): string[] =>
  sorted(actions.map(({ service }) => service ?? SHARED));

/** The actions that a filter lets through, in the order in which they began. */
export const filtered = (actions: readonly AgentAction[], { agent, service }: Filter): AgentAction[] =>
  actions
    .filter((action) => agent === '' || action.agent === agent)
    .filter((action) => service === '' || (action.service ?? SHARED) === service)
    .toSorted((left, right) => Date.parse(left.startedAt) - Date.parse(right.startedAt));
