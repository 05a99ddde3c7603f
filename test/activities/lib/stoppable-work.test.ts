import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { recorded } from '../../../activities/lib/recorded.ts';
import { stoppable } from '../../../activities/lib/stoppable.ts';
import type { AgentAction } from '../../../factory/domain/agent-action.ts';
import { failed, succeeded, type Outcome } from '../../../factory/domain/failure.ts';
import type { Project, Stop } from '../../../factory/domain/project.ts';
import type { TransitionEvent } from '../../../factory/domain/transition-event.ts';
import type { Ports } from '../../../platform/ports.ts';
import { aProject } from '../a-project.ts';

const stop: Stop = {
  reason: 'cancelled',
  why: 'No longer wanted',
  by: 'ann',
  at: '2026-01-01T00:00:00.000Z',
};

/** An activity whose tool runs until it is killed, as a verification that takes minutes. */
const aWorld = () => {
  const kept: { project: Project; events: TransitionEvent[]; actions: AgentAction[]; interrupted: number } = {
    project: aProject(),
    events: [],
    actions: [],
    interrupted: 0,
  };
  const tool = Promise.withResolvers<Outcome<{ result: null; facts: { output: string } }>>();
  const ports = {
    projects: { get: async () => ({ project: kept.project, etag: '1' }) },
    publisher: { publish: async (event: TransitionEvent) => void kept.events.push(event) },
    actions: { append: async (action: AgentAction) => void kept.actions.push(action) },
    clock: { now: () => new Date('2026-01-01T00:00:00.000Z') },
    interruption: {
      begin: () => ({
        run: <T>(work: () => Promise<T>) => work(),
        interrupt: async () => {
          kept.interrupted += 1;
          tool.resolve(failed('pipeline', 'ended: signal'));
        },
      }),
    },
  } as unknown as Ports;
  const input = { projectId: 'p-1', correlationId: 'c-1', attempt: 1 };
  const description = {
    stage: 'deployment',
    agent: 'runner',
    action: 'run the pipeline',
    input: '',
  } as const;
  const run = stoppable(ports, 'runPipeline', () => recorded(ports, input, description, () => tool.promise));
  return { kept, tool, run: () => run(input) };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('what runs when its project is stopped is interrupted, and is said to be stopped, not failed', async () => {
  const { kept, run } = aWorld();
  const outcome = run();
  await vi.advanceTimersByTimeAsync(500);
  kept.project = { ...kept.project, stop };
  await vi.advanceTimersByTimeAsync(1_000);

  expect(await outcome).toEqual(failed('stopped', 'No longer wanted'));
  expect(kept.interrupted).toBe(1);
  expect(kept.events.map(({ data }) => data.message)).toEqual([
    'run the pipeline',
    'run the pipeline stopped: No longer wanted',
  ]);
  expect(kept.actions.map(({ status, error }) => [status, error])).toEqual([['failed', 'No longer wanted']]);
});

it('what succeeds before it can be interrupted has succeeded', async () => {
  const { kept, tool, run } = aWorld();
  const outcome = run();
  await vi.advanceTimersByTimeAsync(500);
  tool.resolve(succeeded({ result: null, facts: { output: 'done' } }));

  expect(await outcome).toEqual(succeeded(null));
  expect(kept.interrupted).toBe(0);
});

it('nothing begins in a project that was stopped', async () => {
  const { kept, run } = aWorld();
  kept.project = { ...kept.project, stop };

  expect(await run()).toEqual(failed('stopped', 'No longer wanted'));
  expect(kept.events).toEqual([]);
});
