import type { Clock } from '../../ports.ts';

/** A clock that also wakes up: everything in the host that waits, waits on one of these, so that a test can turn time. */
export type AlarmClock = Clock & {
  /** Runs `action` once `time` (ms since the epoch) is reached; answers how to call it off. */
  at(time: number, action: () => void): () => void;
};

/** What an alarm clock is made of: the time of day, which may jump, and the time that passed, which never does. */
export type TimeSource = {
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Milliseconds since some moment. */
  monotonic(): number;
  /** Runs `action` after so many milliseconds of monotonic time; answers how to call it off. */
  after(milliseconds: number, action: () => void): () => void;
};

/** How often a wait looks at the time of day: how late a jump forward is noticed, at most. Milliseconds. */
const LOOK_MS = 1_000;

/**
 * An alarm rings when the time of day has reached it, or when as much time has passed as was left when it was set: a clock that is
 * set forward makes it ring within a second, one that is set back neither delays it nor makes it ring early.
 */
export const createAlarmClock = ({ wall, monotonic, after }: TimeSource): AlarmClock => ({
  now: () => new Date(wall()),
  at(time, action) {
    const rings = monotonic() + Math.max(time - wall(), 0);
    const remaining = (): number => Math.min(rings - monotonic(), time - wall());
    let cancel: () => void;
    const wait = (): void => {
      const left = remaining();
      if (left <= 0) action();
      else cancel = after(Math.min(left, LOOK_MS), wait);
    };
    cancel = after(Math.min(Math.max(remaining(), 0), LOOK_MS), wait);
    return () => cancel();
  },
});

export const systemAlarmClock: AlarmClock = createAlarmClock({
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after: (milliseconds, action) => {
    const timeout = setTimeout(action, milliseconds);
    return () => clearTimeout(timeout);
  },
});
