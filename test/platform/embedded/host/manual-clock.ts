import type { AlarmClock } from '../../../../platform/embedded/host/alarm-clock.ts';

export type ManualClock = AlarmClock & {
  /** Moves time forward; what falls due runs in order. */
  advance(ms: number): void;
};

export const createManualClock = (start = Date.parse('2030-01-01T00:00:00.000Z')): ManualClock => {
  let time = start;
  const alarms = new Set<{ time: number; action: () => void }>();
  return {
    now: () => new Date(time),
    at: (due, action) => {
      const alarm = { time: due, action };
      alarms.add(alarm);
      if (due <= time) setImmediate(() => alarms.delete(alarm) && action());
      return () => void alarms.delete(alarm);
    },
    advance: (ms) => {
      time += ms;
      for (const alarm of [...alarms].toSorted((a, b) => a.time - b.time)) {
        if (alarm.time > time || !alarms.delete(alarm)) continue;
        alarm.action();
      }
    },
  };
};
