import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';

import { createLogger } from '#connectsoft/logger';
import { ScheduleWorker } from '#connectsoft/schedule-worker';
import { useTelemetry } from '#connectsoft/telemetry';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const started = (...rounds: (() => Promise<number>)[]) => {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => lines.push(JSON.parse(line));
  const worker = new ScheduleWorker(
    async () => (await rounds.shift()?.()) ?? 0,
    createLogger({ level: 'info', masked: [], write }),
  );
  worker.start(30);
  return { worker, lines, left: () => rounds.length };
};

it('does what is due in every round, and says how much', async () => {
  const { worker, lines, left } = started(
    async () => 2,
    async () => 0,
    async () => 1,
  );
  await vi.advanceTimersByTimeAsync(29_999);
  expect(left()).toBe(3);
  await vi.advanceTimersByTimeAsync(60_001);
  expect(left()).toBe(0);
  expect(lines.map(({ msg, done }) => [msg, done])).toEqual([
    ['schedules', 2],
    ['schedules', 1],
  ]);
  await worker.stop();
});

it('goes on after a failure', async () => {
  const { worker, lines, left } = started(
    () => Promise.reject(new Error('away')),
    async () => 1,
  );
  await vi.advanceTimersByTimeAsync(60_000);
  expect(left()).toBe(0);
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'info']);
  await worker.stop();
});

it('says of what it did how much', async () => {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({
    level: 'info',
    masked: [],
    write: (line: string) => lines.push(JSON.parse(line)),
  });
  const worker = new ScheduleWorker(async () => 3, logger, 'forgotten');
  worker.start(600);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(lines.map(({ msg, done }) => [msg, done])).toEqual([['forgotten', 3]]);
  await worker.stop();
});

it('begins no round after it was stopped', async () => {
  const { worker, left } = started(async () => 1);
  await worker.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(left()).toBe(1);
});

it('finishes the round that runs before it stops, and begins no other', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const { worker, left } = started(
    () => promise,
    async () => 1,
  );
  await vi.advanceTimersByTimeAsync(30_000);
  const stopped = worker.stop();
  resolve(1);
  await stopped;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(left()).toBe(1);
});

it('counts its rounds, and why one failed', async () => {
  const recorded: unknown[] = [];
  onTestFinished(
    useTelemetry({
      messaging: { system: 'journal', topic: 'orders-events' },
      begin: () => ({ traceparent: '', set: () => undefined, end: () => undefined }),
      record: (...measured) => void recorded.push(measured),
    }),
  );
  const { worker } = started(
    async () => 0,
    () => Promise.reject(new TypeError('no store')),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  await worker.stop();
  expect(recorded).toEqual([
    ['connectsoft.schedule.runs', 1, { 'connectsoft.schedule': 'schedules' }],
    ['connectsoft.schedule.runs', 1, { 'connectsoft.schedule': 'schedules', 'error.type': 'TypeError' }],
  ]);
});
