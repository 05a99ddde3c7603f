import { setTimeout as sleep } from 'node:timers/promises';

/** Waits some milliseconds, or until the signal ends it; never throws. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const wait: Wait = (milliseconds, signal) =>
  sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined);

/** How often the journal, which cannot notify, is asked for news. Milliseconds. */
export const POLL_INTERVAL_MS = 100;
