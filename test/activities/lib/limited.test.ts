import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { createActivities } from '../../../activities/create-activities.ts';
import { fenced } from '../../../activities/lib/fenced.ts';
import { limited } from '../../../activities/lib/limited.ts';
import { activityLimitMs, isPaidInTime } from '../../../factory/domain/activity-limits.ts';
import { failed, succeeded } from '../../../factory/domain/failure.ts';
import type { Ports } from '../../../platform/ports.ts';

const interruption: Ports['interruption'] = {
  begin: () => ({ run: (work) => work(), interrupt: async () => undefined }),
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A ledger whose first `settle` is answered only when it is let go; `ports` are those of an app around it. */
const aHangingLedger = () => {
  const settled: string[] = [];
  const hung = Promise.withResolvers<void>();
  const undo = {
    plan: async () => ({}),
    settle: async (_project: string, marker: string) => {
      settled.push(marker);
      if (settled.length === 1) await hung.promise;
    },
  };
  return { settled, letGo: hung.resolve, ports: fenced({ undo, interruption } as unknown as Ports) };
};

it('the books have a limit, and are not paid in time', () => {
  expect(activityLimitMs('recordTransition')).toBe(120_000);
  expect(activityLimitMs('undoEffect')).toBe(900_000);
  expect([isPaidInTime('undoEffect'), isPaidInTime('runPipeline')]).toEqual([false, true]);
});

it('a call that hangs is ended by the limit as something that passes, and what it would lead to later is not done', async () => {
  const { settled, letGo, ports } = aHangingLedger();
  const work = async () => {
    await ports.undo.settle('p-1', 'first', 'done');
    await ports.undo.settle('p-1', 'second', 'done');
    return succeeded(null);
  };
  const activity = limited(ports, 'listUndo', work);

  const hung = activity(undefined);
  await vi.advanceTimersByTimeAsync(149_999);
  expect(settled).toEqual(['first']);
  await vi.advanceTimersByTimeAsync(1);
  expect(await hung).toEqual(failed('transient', 'listUndo took longer than 2 minutes and was ended.'));

  expect(await activity(undefined)).toEqual(succeeded(null));
  letGo();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(settled).toEqual(['first', 'first', 'second']);
});

it('a change that is made after its work was given up is refused', async () => {
  const late = Promise.withResolvers<void>();
  let project = { status: 'running' };
  const projects = {
    update: async (_id: string, change: (one: typeof project) => typeof project) => {
      await late.promise;
      project = change(project);
    },
  };
  const ports = fenced({ projects, interruption } as unknown as Ports);
  let refused: unknown;
  const change = () => ports.projects.update('p-1', (one) => ({ ...one, status: 'failed' }));
  const activity = limited(ports, 'readStop', async () => {
    await change().catch((error: unknown) => {
      refused = error;
    });
    return succeeded(null);
  });
  const outcome = activity(undefined);
  await vi.advanceTimersByTimeAsync(150_000);
  expect(await outcome).toMatchObject({ failure: { kind: 'transient' } });
  late.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(String(refused)).toContain('was given up');
  expect(project.status).toBe('running');
});

it.each(['recordTransition', 'readStop', 'listUndo', 'undoEffect', 'planProduct', 'readGate'] as const)(
  '%s answers even if the store never does',
  async (name) => {
    const never = new Promise<never>(() => undefined);
    const port = new Proxy({}, { get: () => () => never });
    const ports = Object.fromEntries(
      ['projects', 'artifacts', 'undo', 'publisher', 'budgets', 'reviews', 'actions'].map((one) => [
        one,
        port,
      ]),
    );
    const clock = { now: () => new Date('2026-01-01T00:00:00.000Z') };
    const activities = createActivities({ ...ports, clock, interruption } as unknown as Ports);
    const input = {
      projectId: 'p-1',
      correlationId: 'c-1',
      attempt: 1,
      type: 'stage.started',
      stage: 'vision',
    };
    const outcome = activities[name]({ ...input, seq: 1, reason: '', gate: 'plan' } as never);
    await vi.advanceTimersByTimeAsync(activityLimitMs(name) + 30_000);
    expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'transient' } });
  },
);
