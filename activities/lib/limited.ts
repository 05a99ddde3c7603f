import { activityLimitMs } from '../../factory/domain/activity-limits.ts';
import { failed, type Outcome } from '../../factory/domain/failure.ts';
import type { Ports } from '../../platform/ports.ts';
import { withinWork, type Ended } from './ended-work.ts';
import { classify } from '../../platform/classify.ts';
import { realTimers, type Timers } from './timers.ts';

/** How long work that was interrupted may take to end before it is answered for, in milliseconds. */
const GRACE_MS = 30_000;

/** Work that goes on, as what watches over it sees it. */
export type Watched = {
  /** Ends it, for a reason that becomes its outcome unless it succeeds all the same. */
  end: (reason: Ended) => void;
  /** What the work came to: the reason why it was ended, where it was and did not succeed all the same. */
  outcome: <T>(own: Outcome<T>) => Outcome<T>;
  /** Calls something off as soon as the work is answered for, whether or not it ever ends. */
  untilAnswered: (callOff: () => void) => void;
};

/**
 * Runs an activity for as long as its limit at most: then, or when `watch` says so, what it started is ended; if it does not
 * end within the grace it is answered for and given up. Never throws.
 */
export const withinLimit = async <T>(
  { interruption }: Pick<Ports, 'interruption'>,
  name: string,
  activity: (watched: Watched) => Promise<Outcome<T>>,
  timers: Timers = realTimers,
): Promise<Outcome<T>> => {
  const scope = interruption.begin();
  const given = Promise.withResolvers<Ended>();
  const callOffs: (() => void)[] = [];
  let ended: Ended | undefined;
  let isAbandoned = false;
  let isAnswered = false;
  const untilAnswered = (callOff: () => void): void => {
    if (isAnswered) callOff();
    else callOffs.push(callOff);
  };
  const end = (reason: Ended): void => {
    if (ended) return;
    ended = reason;
    void scope.interrupt().catch(() => undefined);
    const giveUp = (): void => {
      isAbandoned = true;
      given.resolve(reason);
    };
    callOffs.push(timers.after(GRACE_MS, giveUp));
  };
  const limit = activityLimitMs(name);
  const tooLong = failed('transient', `${name} took longer than ${limit / 60_000} minutes and was ended.`);
  callOffs.push(timers.after(limit, () => end(tooLong)));
  const outcome = <U>(own: Outcome<U>): Outcome<U> => (own.ok ? own : (ended ?? own));
  const work = { ended: () => ended, isAbandoned: () => isAbandoned };
  const own = scope
    .run(() => withinWork(work, () => activity({ end, outcome, untilAnswered })))
    .catch((error: unknown) => outcome<T>(classify(error)));
  try {
    return await Promise.race([own, given.promise]);
  } finally {
    isAnswered = true;
    for (const callOff of callOffs) callOff();
  }
};

/** An activity that answers within its limit. */
export const limited =
  <I, T>(
    ports: Pick<Ports, 'interruption'>,
    name: string,
    activity: (input: I) => Promise<Outcome<T>>,
    timers: Timers = realTimers,
  ) =>
  (input: I): Promise<Outcome<T>> =>
    withinLimit(ports, name, async ({ outcome }) => outcome(await activity(input).catch(classify)), timers);
