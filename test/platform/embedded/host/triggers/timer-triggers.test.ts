import { expect, it } from 'vitest';
import { createEngineStore } from '../../../../../platform/embedded/host/durable/engine-store.ts';
import { createTimerTriggers } from '../../../../../platform/embedded/host/triggers/timer-triggers.ts';
import { settle, temporaryDirectory } from '../durable/toy-engine.ts';
import { createManualClock } from '../manual-clock.ts';
import type { ManualClock } from '../manual-clock.ts';

type Run = { at: string; isPastDue: boolean; next: string };

const log = { write: () => undefined, close: () => undefined };

/** One host's life: a timer on schedule `%EVERY%`, set to every minute. */
const startTimers = (directory: string, clock: ManualClock, runs: Run[], runOnStartup = false) => {
  const store = createEngineStore(directory);
  const timers = createTimerTriggers({
    functions: [
      {
        metadata: { name: 'sweep', bindings: {} },
        callback: () => undefined,
        trigger: { name: 't', type: 'timerTrigger', direction: 'in', schedule: '%EVERY%', runOnStartup },
      },
    ],
    run: async (_, { trigger }) => {
      const { IsPastDue: isPastDue, ScheduleStatus: status } = JSON.parse(
        (trigger as { json: string }).json,
      ) as {
        IsPastDue: boolean;
        ScheduleStatus: { Next: string };
      };
      runs.push({ at: clock.now().toISOString(), isPastDue, next: status.Next });
    },
    store,
    clock,
    log,
    environment: { EVERY: '0 * * * * *' },
  });
  timers.start();
  return async (): Promise<void> => {
    await timers.stop();
    store.close();
  };
};

it('runs by its schedule, and makes up once for what it missed', async () => {
  const directory = temporaryDirectory();
  const clock = createManualClock(Date.parse('2030-01-01T00:00:30.000Z'));
  const runs: Run[] = [];
  const stop = startTimers(directory, clock, runs);
  clock.advance(29_999);
  await settle();
  expect(runs).toEqual([]);
  clock.advance(1);
  await settle();
  clock.advance(60_000);
  await settle();
  await stop();
  clock.advance(300_000);
  const stopAgain = startTimers(directory, clock, runs);
  await settle();
  clock.advance(60_000);
  await settle();
  await stopAgain();
  expect(runs).toEqual([
    { at: '2030-01-01T00:01:00.000Z', isPastDue: false, next: '2030-01-01T00:02:00.000Z' },
    { at: '2030-01-01T00:02:00.000Z', isPastDue: false, next: '2030-01-01T00:03:00.000Z' },
    { at: '2030-01-01T00:07:00.000Z', isPastDue: true, next: '2030-01-01T00:08:00.000Z' },
    { at: '2030-01-01T00:08:00.000Z', isPastDue: false, next: '2030-01-01T00:09:00.000Z' },
  ]);
});

it('runs at the start when it says so', async () => {
  const clock = createManualClock(Date.parse('2030-01-01T00:00:30.000Z'));
  const runs: Run[] = [];
  const stop = startTimers(temporaryDirectory(), clock, runs, true);
  await settle();
  await stop();
  expect(runs).toEqual([
    { at: '2030-01-01T00:00:30.000Z', isPastDue: false, next: '2030-01-01T00:01:00.000Z' },
  ]);
});
