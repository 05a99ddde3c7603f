import type { Steps } from './durable.ts';
import { record } from './record.ts';
import { StepFailed, type Step } from './step.ts';

/**
 * Waits for some time, or until the project is stopped. `name` tells the wait from all others of the instance. The mark of a stop
 * is read before and after: an event only wakes, and what wakes for another reason does not shorten the wait.
 */
export function* pause(step: Step, name: string, milliseconds: number): Steps<void> {
  const { context } = step;
  if (milliseconds === 0) return;
  const until = new Date(context.df.currentUtcDateTime.getTime() + milliseconds);
  for (let wakes = 0; wakes === 0 || context.df.currentUtcDateTime < until; wakes += 1) {
    const event = `wake:${[name, ...(wakes === 0 ? [] : [wakes])].join(':')}`;
    yield* refuseWhenStopped(step, { instanceId: context.df.instanceId, event });
    const timer = context.df.createTimer(until);
    yield context.df.Task.any([context.df.waitForExternalEvent(event), timer]);
    if (!timer.isCompleted) timer.cancel();
  }
  yield* refuseWhenStopped(step);
}

function* refuseWhenStopped(step: Step, wait?: { instanceId: string; event: string }): Steps<void> {
  const { stop } = yield* record(step, 'readStop', wait ? { wait } : {});
  if (stop) throw new StepFailed({ kind: 'stopped', message: stop.why });
}
