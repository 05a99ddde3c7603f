import { retryDelayMs } from '../../factory/domain/error-policy.ts';
import type { Failing } from './calls.ts';
import type { Steps } from './durable.ts';
import { pause } from './pause.ts';
import type { ActivityName, Step } from './step.ts';
import { transition } from './transition.ts';

function* announceRetry(step: Step, activity: string, attempt: number, delayMs: number, why: string) {
  const wait = delayMs === 0 ? 'at once' : `in ${delayMs / 1_000} s`;
  const { stage } = step;
  yield* transition(
    { ...step, triesBefore: (step.triesBefore ?? 0) + attempt - 1 },
    {
      type: 'activity.retrying',
      activity,
      ...(stage ? { stage } : {}),
      message: `${activity} is tried again ${wait}: ${why}`.slice(0, 1_000),
    },
  );
}

/** Waits as long as the longest of the delays that the policy, or a service, asks for. */
export function* retryCalls<N extends ActivityName>(
  step: Step,
  name: N,
  failing: readonly Failing<N>[],
  attempt: number,
): Steps<Failing<N>[]> {
  const again = failing.filter(
    ({ tries, outcome: { failure } }) =>
      retryDelayMs(failure.kind, tries, failure.retryAfterMs) !== undefined,
  );
  const [first] = again;
  if (!first) return [];
  const delays = again.map(
    ({ tries, outcome: { failure } }) => retryDelayMs(failure.kind, tries, failure.retryAfterMs) ?? 0,
  );
  const delayMs = Math.max(...delays);
  yield* announceRetry(step, name, attempt, delayMs, first.outcome.failure.message);
  yield* pause(step, `${name}:${attempt}:${step.triesBefore ?? 0}`, delayMs);
  return again;
}
