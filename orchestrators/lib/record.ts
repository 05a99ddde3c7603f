import type { Records } from '../../activities/create-activities.ts';
import { recoveryDelayMs } from '../../factory/domain/error-policy.ts';
import type { Outcome } from '../../factory/domain/failure.ts';
import type { Steps } from './durable.ts';
import { identityOf, StepFailed, type Facts, type Step, type Value } from './step.ts';

/**
 * Calls an activity that keeps the books of a project. Without those nothing can be decided and nobody can be asked, so what
 * passes is waited for with patience; there is no review of it.
 */
export function* record<N extends keyof Records>(step: Step, name: N, facts: Facts<N>): Steps<Value<N>> {
  const { context } = step;
  for (let attempt = 1; ; attempt += 1) {
    const input = { ...facts, ...identityOf(step, attempt) };
    const outcome = (yield context.df.callActivity(name, input)) as Outcome<Value<N>>;
    if (outcome.ok) return outcome.value;
    const delay =
      outcome.failure.kind === 'transient'
        ? recoveryDelayMs(attempt, outcome.failure.retryAfterMs)
        : undefined;
    if (delay === undefined) throw new StepFailed(outcome.failure);
    if (delay > 0) yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + delay));
  }
}
