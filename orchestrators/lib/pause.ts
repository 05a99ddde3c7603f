import { HINT, isHinted } from '../../factory/domain/hint.ts';
import type { Steps } from './durable.ts';
import { record } from './record.ts';
import { StepFailed, type Step } from './step.ts';

/**
 * Waits for some time, or until the project is stopped. `name` tells the wait from all others of the instance. The mark of a stop
 * is read before and after: an event only wakes, and what wakes for another reason does not shorten the wait. But a hint ends one
 * whose name says that it waits for something outside, which may have come.
 */
export function* pause(step: Step, name: string, milliseconds: number): Steps<void> {
  const { context } = step;
  if (milliseconds === 0) return;
  const until = new Date(context.df.currentUtcDateTime.getTime() + milliseconds);
  let isEnded = false;
  for (let wakes = 0; wakes === 0 || (!isEnded && context.df.currentUtcDateTime < until); wakes += 1) {
    const event = `wake:${[name, ...(wakes === 0 ? [] : [wakes])].join(':')}`;
    yield* refuseWhenStopped(step, { instanceId: context.df.instanceId, event });
    const timer = context.df.createTimer(until);
    const woken = context.df.waitForExternalEvent(event);
    yield context.df.Task.any([woken, timer]);
    if (!timer.isCompleted) timer.cancel();
    isEnded = isHinted(event) && woken.isCompleted && woken.result === HINT;
  }
  yield* refuseWhenStopped(step);
}

function* refuseWhenStopped(step: Step, wait?: { instanceId: string; event: string }): Steps<void> {
  const { stop } = yield* record(step, 'readStop', wait ? { wait } : {});
  if (stop) throw new StepFailed({ kind: 'stopped', message: stop.why });
}
