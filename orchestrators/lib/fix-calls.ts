import { errorPolicy } from '../../factory/domain/error-policy.ts';
import type { Failing, Handling } from './calls.ts';
import type { Steps } from './durable.ts';
import type { ActivityName, Step } from './step.ts';
import { transition } from './transition.ts';

/** Rounds of finding and fixing, until nothing is left to try or the policy has no more. */
export function* fixCalls<N extends ActivityName>(
  step: Step,
  name: N,
  failing: readonly Failing<N>[],
  fix: Handling<N>['fix'],
  attempt: number,
): Steps<Failing<N>[]> {
  const again: Failing<N>[] = [];
  for (const one of failing) {
    const { kind, message } = one.outcome.failure;
    const { rounds } = errorPolicy[kind];
    if (!fix || one.isStuck || one.rounds >= rounds) continue;
    one.rounds += 1;
    one.isStuck = !(yield* fix({ ...step, triesBefore: attempt * 10 }, one.index, one.rounds));
    if (one.isStuck) continue;
    again.push(one);
    if (step.stage)
      yield* transition(
        { ...step, triesBefore: attempt * 100 + one.index },
        {
          type: 'quality.round',
          stage: step.stage,
          round: one.rounds,
          activity: name,
          message: `Round ${one.rounds} of ${rounds}: ${message}`.slice(0, 1_000),
        },
      );
  }
  return again;
}
