import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { stoppable } from '../../../activities/lib/stoppable.ts';
import { activityLimitMs } from '../../../factory/domain/activity-limits.ts';
import { succeeded, type Outcome } from '../../../factory/domain/failure.ts';
import type { Ports } from '../../../platform/ports.ts';

const GIVEN_UP_MS = activityLimitMs('planProduct') + 30_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An activity among ports whose store says that the project goes on, from the time on when it answers at all. */
const anActivity = (work: () => Promise<Outcome<null>>, answers: Promise<void> = Promise.resolve()) => {
  const get = vi.fn<() => Promise<{ project: object }>>(async () => {
    await answers;
    return { project: {} };
  });
  const ports = {
    projects: { get },
    interruption: { begin: () => ({ run: (own: () => unknown) => own(), interrupt: async () => undefined }) },
    clock: { now: () => new Date('2026-01-01T00:00:00.000Z') },
  } as unknown as Ports;
  return {
    get,
    run: () => stoppable(ports, 'planProduct', work)({ projectId: 'p-1', correlationId: 'c-1' }),
  };
};

it('asks whether its project was stopped while it goes on, and no more when it has ended', async () => {
  const done = Promise.withResolvers<Outcome<null>>();
  const { get, run } = anActivity(() => done.promise);
  const outcome = run();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(get).toHaveBeenCalledTimes(4);
  done.resolve(succeeded(null));
  expect(await outcome).toEqual(succeeded(null));
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves no timer behind when it hangs for ever and is given up', async () => {
  const { run } = anActivity(() => new Promise(() => undefined));
  const outcome = run();
  await vi.advanceTimersByTimeAsync(GIVEN_UP_MS);
  expect(await outcome).toMatchObject({ failure: { kind: 'transient' } });
  expect(vi.getTimerCount()).toBe(0);
});

it('begins no timer when the store answers only after it was given up', async () => {
  const late = Promise.withResolvers<void>();
  const { run } = anActivity(() => new Promise(() => undefined), late.promise);
  const outcome = run();
  await vi.advanceTimersByTimeAsync(GIVEN_UP_MS);
  expect(await outcome).toMatchObject({ failure: { kind: 'transient' } });
  late.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});
