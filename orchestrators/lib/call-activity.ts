import type { Activities } from '../../activities/create-activities.ts';
import { retryDelayMs } from '../../factory/domain/error-policy.ts';
import type { Failure, Outcome } from '../../factory/domain/failure.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { OrchestrationContext, Steps } from './durable.ts';

/** What every step of a project needs: the context, whose project it is, and the stage it belongs to. */
export type Step = { context: OrchestrationContext; projectId: string; correlationId: string; stage?: Stage };

type Name = keyof Activities;
type Input<N extends Name> = Parameters<Activities[N]>[0];
type Facts<N extends Name> = Omit<Input<N>, 'projectId' | 'correlationId' | 'attempt'>;
type Value<N extends Name> = Extract<Awaited<ReturnType<Activities[N]>>, { ok: true }>['value'];

/** A failure that the error policy could not handle; it ends the stage. */
export class StepFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'StepFailed';
    this.failure = failure;
  }
}

/** Longest of the delays that failed calls ask for, or the failure that no policy retries. */
const nextDelay = (
  failures: readonly Failure[],
  attempt: number,
): { delayMs: number } | { final: Failure } => {
  let delayMs = 0;
  for (const failure of failures) {
    const delay = retryDelayMs(failure.kind, attempt, failure.retryAfterMs);
    if (delay === undefined) return { final: failure };
    delayMs = Math.max(delayMs, delay);
  }
  return { delayMs };
};

function* announceRetry(step: Step, activity: string, attempt: number, delayMs: number, why: string) {
  const { context, projectId, correlationId, stage } = step;
  const wait = delayMs === 0 ? 'at once' : `in ${delayMs / 1_000} s`;
  yield context.df.callActivity('recordTransition', {
    projectId,
    correlationId,
    attempt,
    type: 'activity.retrying',
    activity,
    ...(stage ? { stage } : {}),
    message: `${activity} is tried again ${wait}: ${why}`.slice(0, 1_000),
  });
  if (delayMs === 0) return;
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + delayMs));
}

/**
 * Runs an activity for several inputs side by side. Those that failed in a way that the error policy retries are tried
 * again together, after the policy's delay; the others keep their result. Throws `StepFailed` when nothing is left to try.
 */
export function* callAll<N extends Name>(
  step: Step,
  name: N,
  inputs: readonly Facts<N>[],
): Steps<Value<N>[]> {
  const { context, projectId, correlationId } = step;
  const values = new Map<number, Value<N>>();
  let open = [...inputs.keys()];
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const tasks = open.map((index) =>
      context.df.callActivity(name, { ...inputs[index], projectId, correlationId, attempt }),
    );
    const outcomes = (yield context.df.Task.all(tasks)) as Outcome<Value<N>>[];
    const failures: Failure[] = [];
    const again: number[] = [];
    for (const [position, outcome] of outcomes.entries()) {
      const index = open[position] ?? 0;
      if (outcome.ok) {
        values.set(index, outcome.value);
      } else {
        failures.push(outcome.failure);
        again.push(index);
      }
    }
    open = again;
    const [first] = failures;
    if (!first) break;
    const next = nextDelay(failures, attempt);
    if ('final' in next) throw new StepFailed(next.final);
    yield* announceRetry(step, name, attempt, next.delayMs, first.message);
  }
  return inputs.map((_, index) => values.get(index) as Value<N>);
}

/** Runs one activity under the error policy. */
export function* call<N extends Name>(step: Step, name: N, input: Facts<N>): Steps<Value<N>> {
  const [value] = yield* callAll(step, name, [input]);
  return value as Value<N>;
}
