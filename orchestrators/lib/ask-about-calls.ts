import { ask, type Answered } from './ask.ts';
import type { Call, Failing } from './calls.ts';
import type { Steps } from './durable.ts';
import { StepFailed, type ActivityName, type Facts, type Step, type Value } from './step.ts';

/** Tells a question from all others of the step: of several calls side by side, each asks its own. */
const nthOf = <N extends ActivityName>({ triesBefore = 0 }: Step, { index, asked }: Call<N>): string => {
  const nth = String(triesBefore * 1_000 + asked);
  return index === 0 ? nth : `${nth}.${index}`;
};

/** Asks a person about each call that nothing cures any more. Those that are to be tried again start afresh. */
export function* askAboutCalls<N extends ActivityName>(
  step: Step,
  name: N,
  failing: readonly Failing<N>[],
  inputs: readonly Facts<N>[],
  accepted: { value: Value<N> } | undefined,
): Steps<Call<N>[]> {
  const { context, stage } = step;
  const tasks = failing.map((one) => {
    one.asked += 1;
    const { failure } = one.outcome;
    const { service } = inputs[one.index] as { service?: string };
    return ask(
      step,
      {
        kind: failure.kind === 'invalid-configuration' ? 'clarification' : 'failure',
        step: name,
        stage,
        service,
        tries: Math.max(one.tries, one.rounds),
        failure,
        mayAccept: accepted !== undefined,
      },
      nthOf(step, one),
    );
  });
  const answers = (yield context.df.Task.all(tasks)) as Answered[];
  const again: Call<N>[] = [];
  for (const [position, answer] of answers.entries()) {
    const one = failing[position] as Call<N>;
    if (!answer.ok) throw new StepFailed(answer.failure);
    const { resolution } = answer.value;
    if (resolution === 'stopped')
      throw new StepFailed({ kind: 'stopped', message: 'The project was stopped.' });
    if (resolution === 'accept' && accepted) one.outcome = { ok: true, value: accepted.value };
    else again.push(Object.assign(one, { tries: 0, rounds: 0, isStuck: false }));
  }
  return again;
}
