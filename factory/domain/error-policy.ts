import type { FailureKind } from './failure.ts';

/** What happens automatically after a failure of a kind, before the project ends as failed. Delays in milliseconds. */
export type Policy = { retryDelaysMs: readonly number[] };

export const errorPolicy: Record<FailureKind, Policy> = {
  transient: { retryDelaysMs: [0, 5_000, 15_000, 60_000] },
  'code-generation': { retryDelaysMs: [] },
  'quality-gate': { retryDelaysMs: [] },
  pipeline: { retryDelaysMs: [] },
  'invalid-configuration': { retryDelaysMs: [] },
  critical: { retryDelaysMs: [] },
};

/**
 * Delay before the retry that follows `attempt` (1 = first try), or `undefined` when the policy has none left.
 * A longer wait that the service asked for wins.
 */
export const retryDelayMs = (kind: FailureKind, attempt: number, retryAfterMs = 0): number | undefined => {
  const delay = errorPolicy[kind].retryDelaysMs[attempt - 1];
  return delay === undefined ? undefined : Math.max(delay, retryAfterMs);
};
