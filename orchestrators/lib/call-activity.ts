import type { Outcome } from '../../factory/domain/failure.ts';
import { askAboutCalls } from './ask-about-calls.ts';
import { isFailing, raiseFinal, type Call, type Handling } from './calls.ts';
import type { Steps } from './durable.ts';
import { fixCalls } from './fix-calls.ts';
import { retryCalls } from './retry-calls.ts';
import { identityOf, type ActivityName, type Facts, type Step, type Value } from './step.ts';

/**
 * Runs an activity for several inputs side by side, under the error policy: what passes is tried again after the policy's
 * delays, findings are fixed in rounds, then a person is asked; the others keep their result meanwhile. Throws `StepFailed`
 * when the project was stopped, or with a failure that the caller handles itself.
 */
export function* callAll<N extends ActivityName>(
  step: Step,
  name: N,
  inputs: readonly Facts<N>[],
  handling: Handling<N> = {},
): Steps<Value<N>[]> {
  const { context } = step;
  const calls: Call<N>[] = inputs.map((_, index) => ({
    index,
    tries: 0,
    rounds: 0,
    isStuck: false,
    asked: 0,
  }));
  let open: Call<N>[] = calls;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const tasks = open.map(({ index }) =>
      context.df.callActivity(name, { ...inputs[index], ...identityOf(step, attempt) }),
    );
    const outcomes = (yield context.df.Task.all(tasks)) as Outcome<Value<N>>[];
    for (const [position, one] of open.entries()) {
      one.tries += 1;
      one.outcome = outcomes[position] as Outcome<Value<N>>;
    }
    const failing = calls.filter(isFailing);
    raiseFinal(failing, handling.raise ?? []);
    open = yield* retryCalls(step, name, failing, attempt);
    if (open.length === 0) open = yield* fixCalls(step, name, failing, handling.fix, attempt);
    if (open.length === 0 && failing.length > 0) {
      const accepted = 'accepted' in handling ? { value: handling.accepted as Value<N> } : undefined;
      open = yield* askAboutCalls(step, name, failing, inputs, accepted);
    }
  }
  return calls.map(({ outcome }) => (outcome as { value: Value<N> }).value);
}

/** Runs one activity under the error policy. */
export function* call<N extends ActivityName>(
  step: Step,
  name: N,
  input: Facts<N>,
  handling: Handling<N> = {},
): Steps<Value<N>> {
  const [value] = yield* callAll(step, name, [input], handling);
  return value as Value<N>;
}
