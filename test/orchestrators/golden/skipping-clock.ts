import type { AlarmClock } from '../../../platform/embedded/host/alarm-clock.ts';

/** A clock that stands until it is told to go to the next alarm. */
export const createSkippingClock = (start: number): AlarmClock & { skip(): boolean } => {
  let time = start;
  const alarms: { time: number; action: () => void }[] = [];
  return {
    now: () => new Date(time),
    at: (due, action) => {
      const alarm = { time: due, action };
      alarms.push(alarm);
      return () => {
        if (alarms.includes(alarm)) alarms.splice(alarms.indexOf(alarm), 1);
      };
    },
    /** Answers whether there was an alarm. */
    skip: () => {
      const [next] = alarms.toSorted((a, b) => a.time - b.time);
      if (!next) return false;
      alarms.splice(alarms.indexOf(next), 1);
      time = Math.max(time, next.time);
      next.action();
      return true;
    },
  };
};
