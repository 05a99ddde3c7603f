import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

import type { Timers } from '../../../activities/lib/timers.ts';

type Entry = { at: number; fire: () => void; every?: number };

/** How often it is looked whether work hangs, in milliseconds of real time. */
const LOOK_MS = 3;

const START = Date.parse('2026-01-01T00:00:00.000Z');

/** Time that moves only when it is told to: to where a timer of an orchestration ends, or because work hangs. */
export const createVirtualTime = () => {
  let now = START;
  const entries = new Set<Entry>();

  const add = (entry: Entry): (() => void) => {
    entries.add(entry);
    return () => void entries.delete(entry);
  };

  const fireNext = (): boolean => {
    const [next] = [...entries].toSorted((a, b) => a.at - b.at);
    if (!next) return false;
    now = Math.max(now, next.at);
    if (next.every === undefined) entries.delete(next);
    else next.at += next.every;
    next.fire();
    return true;
  };

  const timers: Timers = {
    after: (milliseconds, then) => add({ at: now + milliseconds, fire: then }),
    every: (milliseconds, then) => add({ at: now + milliseconds, fire: then, every: milliseconds }),
  };

  return {
    timers,
    now: () => new Date(now),
    elapsed: () => now - START,
    /** Lets time pass; nothing watches over work in between. */
    moveTo: (until: number) => {
      now = Math.max(now, until);
    },
    /**
     * Waits for work. While it hangs, the timers that watch over it are what happens next. Answers `undefined` where it hangs and
     * nothing watches over it.
     */
    outlast: async <T>(work: Promise<T>, isHanging: () => boolean): Promise<T | undefined> => {
      const state = { isSettled: false };
      const settled = work.finally(() => {
        state.isSettled = true;
      });
      settled.catch(() => undefined);
      const stuck = Promise.withResolvers<undefined>();
      const watch = async (): Promise<void> => {
        while (!state.isSettled) {
          await (isHanging() ? turn() : sleep(LOOK_MS));
          if (!isHanging() || state.isSettled) continue;
          if (!fireNext()) return stuck.resolve(undefined);
        }
      };
      const watching = watch();
      const result = await Promise.race([settled, stuck.promise]);
      await Promise.race([watching, stuck.promise]);
      return result;
    },
  };
};

export type VirtualTime = ReturnType<typeof createVirtualTime>;
