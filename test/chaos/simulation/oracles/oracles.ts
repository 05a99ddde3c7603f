import { afterEnd } from './after-end.ts';
import { determinism, openReviews, openTimers, waitsLeft } from './at-rest.ts';
import { compensations } from './compensations.ts';
import { critical } from './critical.ts';
import { decisions } from './decisions.ts';
import { oneEnd } from './one-end.ts';
import type { Oracle } from './oracle.ts';
import { retryInstants } from './retry-instants.ts';
import { rounds } from './rounds.ts';
import { stopHeard } from './stop-heard.ts';

/** All that must hold in every simulated run. */
export const oracles: readonly Oracle[] = [
  oneEnd,
  compensations,
  rounds,
  retryInstants,
  openTimers,
  waitsLeft,
  openReviews,
  critical,
  afterEnd,
  decisions,
  stopHeard,
  determinism,
];
