import type { DecisionKind } from './decision.ts';
import type { CriticalReason, Failure, FailureKind } from './failure.ts';
import type { Role } from './role.ts';

/**
 * The error policy: what happens automatically after a failure of a kind, then who is asked, and what that person may
 * decide. The one table that orchestrators, the API and the documentation read.
 */
export type Policy = {
  /** Delays before each retry, in milliseconds. */
  retryDelaysMs: readonly number[];
  /** How a retry differs from what failed: the same again, another strategy each, or a fix first. */
  retryBy: 'same' | 'strategy' | 'fix' | 'none';
  /** Rounds of finding and fixing before somebody is asked. */
  rounds: number;
  review: Role;
  decisions: readonly DecisionKind[];
  /** Whether all that the project runs is ended at once. */
  stops: boolean;
};

/** Rounds of Engineering ⇄ QA before the architect is asked. */
export const QUALITY_ROUNDS = 5;

/** A finding that is unchanged after this many rounds must be met by another strategy. */
export const PATIENT_ROUNDS = 2;

const asked = (review: Role, decisions: readonly DecisionKind[]): Policy => ({
  retryDelaysMs: [],
  retryBy: 'none',
  rounds: 0,
  review,
  decisions,
  stops: false,
});

export const errorPolicy: Record<FailureKind, Policy> = {
  transient: {
    ...asked('reviewer', ['retry', 'abort']),
    retryDelaysMs: [0, 5_000, 15_000, 60_000],
    retryBy: 'same',
  },
  'code-generation': {
    ...asked('reviewer', ['retry', 'amend', 'abort']),
    retryDelaysMs: [0, 5_000, 15_000],
    retryBy: 'strategy',
  },
  'quality-gate': {
    ...asked('architect', ['retry', 'accept', 'amend', 'abort']),
    retryBy: 'fix',
    rounds: QUALITY_ROUNDS,
  },
  pipeline: {
    ...asked('devops-engineer', ['retry', 'accept', 'amend', 'abort']),
    retryDelaysMs: [0, 5_000, 15_000],
    retryBy: 'fix',
  },
  'invalid-configuration': asked('reviewer', ['answer', 'abort']),
  budget: asked('reviewer', ['answer', 'abort']),
  critical: { ...asked('reviewer', ['accept', 'abort']), stops: true },
  stopped: { ...asked('reviewer', []), stops: true },
};

/** Critical failures that nobody may accept. */
const NEVER_ACCEPTED: readonly CriticalReason[] = ['secret', 'path-escape'];

/** What may be decided on a failure: never more than the policy's, and no acceptance of what leaks or escapes. */
export const decisionsOn = ({ kind, criticalReason }: Failure): DecisionKind[] =>
  errorPolicy[kind].decisions.filter(
    (decision) =>
      decision !== 'accept' || criticalReason === undefined || !NEVER_ACCEPTED.includes(criticalReason),
  );

/**
 * Delay before the retry that follows `attempt` (1 = first try), or `undefined` when the policy has none left.
 * A longer wait that the service asked for wins.
 */
export const retryDelayMs = (kind: FailureKind, attempt: number, retryAfterMs = 0): number | undefined => {
  const delay = errorPolicy[kind].retryDelaysMs[attempt - 1];
  return delay === undefined ? undefined : Math.max(delay, retryAfterMs);
};

const MINUTE = 60_000;

/** Delays while the factory's own books cannot be kept: the policy's, then every 5 minutes for an hour, then hourly for a day. */
const recoveryDelaysMs: readonly number[] = [
  ...errorPolicy.transient.retryDelaysMs,
  ...Array.from({ length: 12 }, () => 5 * MINUTE),
  ...Array.from({ length: 23 }, () => 60 * MINUTE),
];

/** Delay before the books are tried again after `attempt`, in milliseconds; `undefined` when a day has gone by. */
export const recoveryDelayMs = (attempt: number, retryAfterMs = 0): number | undefined => {
  const delay = recoveryDelaysMs[attempt - 1];
  return delay === undefined ? undefined : Math.max(delay, retryAfterMs);
};
