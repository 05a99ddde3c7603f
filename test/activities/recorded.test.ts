import { expect, it } from 'vitest';

import { recorded } from '../../activities/lib/recorded.ts';
import type { AgentAction } from '../../factory/domain/agent-action.ts';
import { agentActionSchema } from '../../factory/domain/agent-action.ts';
import { transitionEventSchema, type TransitionEvent } from '../../factory/domain/transition-event.ts';

const run = async (service: string | undefined, ok: boolean) => {
  const events: TransitionEvent[] = [];
  const actions: AgentAction[] = [];
  const ports = {
    actions: { append: async (action: AgentAction) => void actions.push(action), list: async () => actions },
    publisher: { publish: async (event: TransitionEvent) => void events.push(event) },
    clock: { now: () => new Date('2026-01-01T00:00:00.000Z') },
  };
  await recorded(
    ports,
    { projectId: 'p-1', correlationId: 'c-1', attempt: 1 },
    { stage: 'vision', agent: 'planner', action: 'plan', input: 'text', ...(service ? { service } : {}) },
    async () =>
      ok
        ? { ok, value: { result: undefined, facts: { output: '1 file' } } }
        : { ok, failure: { kind: 'transient', message: 'long '.repeat(1_000) } },
  );
  return { events, actions };
};

it.each([
  ['audit-trail', true],
  [undefined, true],
  [undefined, false],
])('what an agent did is recorded and published as the schemas say (%s, %s)', async (service, ok) => {
  const { events, actions } = await run(service, ok);

  expect(events.map((event) => transitionEventSchema.parse(event).type)).toEqual([
    'action.started',
    'action.recorded',
  ]);
  expect(actions.map((action) => agentActionSchema.parse(action).status)).toEqual([
    ok ? 'succeeded' : 'failed',
  ]);
});
