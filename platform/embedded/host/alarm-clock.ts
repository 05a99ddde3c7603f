import type { Clock } from '../../ports.ts';

/** A clock that also wakes up: everything in the host that waits, waits on one of these, so that a test can turn time. */
export type AlarmClock = Clock & {
  /** Runs `action` once `time` (ms since the epoch) is reached, never before; answers how to call it off. */
  at(time: number, action: () => void): () => void;
};

/** Node's longest timeout; what lies further away is waited for in steps. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemAlarmClock: AlarmClock = {
  now: () => new Date(),
  at(time, action) {
    let timeout: NodeJS.Timeout;
    const wait = (): void => {
      const remaining = time - Date.now();
      if (remaining <= 0) action();
      else timeout = setTimeout(wait, Math.min(remaining, LONGEST_TIMEOUT_MS));
    };
    timeout = setTimeout(wait, Math.min(Math.max(time - Date.now(), 0), LONGEST_TIMEOUT_MS));
    return () => clearTimeout(timeout);
  },
};
