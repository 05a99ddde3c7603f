import type { Clock } from './clock.ts';
import { requestTime } from './request-context.ts';
import { uuidGenerator } from './uuid.ts';

/** What the server adds to a write: a new identity and the time, RFC 3339 in UTC. */
export type Stamp = { id: string; at: string };

export const stamps = (clock: Clock): (() => Stamp) => {
  const nextId = uuidGenerator(clock);
  return () => ({ id: nextId(), at: requestTime(clock).toISOString() });
};
