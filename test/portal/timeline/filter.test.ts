import { expect, it } from 'vitest';

import type { AgentAction } from '../../../portal/api/types.ts';
import { agentsOf, everything, filtered, servicesOf, SHARED } from '../../../portal/timeline/filter.ts';

const action = (id: string, agent: string, second: number, service?: string): AgentAction => ({
  id,
  projectId: 'p-1',
  correlationId: 'c-1',
  causationId: 'c-1',
  stage: 'engineering',
  agent,
  action: 'write',
  provider: 'rules',
  status: 'succeeded',
  startedAt: new Date(second * 1_000).toISOString(),
  durationMs: 5,
  input: '',
  output: '',
  knowledge: [],
  ...(service === undefined ? {} : { service }),
});

const actions = [
  action('3', 'writer', 3, 'orders'),
  action('1', 'architect', 1),
  action('2', 'writer', 2, 'billing'),
  action('4', 'writer', 4),
];
const ids = (shown: AgentAction[]) => shown.map(({ id }) => id);

it('shows all actions in the order in which they began', () => {
  expect(ids(filtered(actions, everything))).toEqual(['1', '2', '3', '4']);
});

it('shows those of an agent, of a service, of both, and of no single service', () => {
  expect(ids(filtered(actions, { agent: 'writer', service: '' }))).toEqual(['2', '3', '4']);
  expect(ids(filtered(actions, { agent: '', service: 'orders' }))).toEqual(['3']);
  expect(ids(filtered(actions, { agent: 'writer', service: SHARED }))).toEqual(['4']);
});

it('offers each agent and service once', () => {
  expect(agentsOf(actions)).toEqual(['architect', 'writer']);
  expect(servicesOf(actions)).toEqual([SHARED, 'billing', 'orders']);
});
