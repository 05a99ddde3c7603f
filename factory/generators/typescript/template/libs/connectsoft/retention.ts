import type { Clock } from './clock.ts';

/** Milliseconds. */
const day = 86_400_000;

/**
 * What is remembered only so that nothing is done twice is forgotten `days` later. `forget` takes the instant up to which it
 * forgets, and answers how much that was.
 */
export const forgetting =
  (forget: (before: Date) => Promise<number>, days: number, clock: Clock) => (): Promise<number> =>
    forget(new Date(clock().getTime() - days * day));
