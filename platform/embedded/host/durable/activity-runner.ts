import type { AlarmClock } from '../alarm-clock.ts';
import type { HostLog } from '../host-log.ts';
import type { PendingActivity } from './engine-store.ts';
import { EventType, occurred } from './history-event.ts';
import type { IncomingEvent } from './history-event.ts';
import { payloadProblem, shortened } from './limits.ts';
import type { Space } from './space.ts';

/** Runs an activity on its input (JSON text); answers its result as JSON text. */
export type Activity = (
  input: string,
  call: { instanceId: string; taskId: number; traceParent: string },
) => Promise<string>;

/**
 * Runs activities; what they throw becomes the event that tells their orchestrator. Throws where the disk is full: the activity has
 * no result then, and runs again.
 */
export const createActivityRunner =
  (
    activities: ReadonlyMap<string, Activity>,
    clock: AlarmClock,
    log: HostLog,
    timeoutMs: number | undefined,
    space?: Space,
  ) =>
  async (activity: PendingActivity, traceParent: string): Promise<IncomingEvent> => {
    const { instanceId, taskId, name } = activity;
    const failed = (message: string): IncomingEvent => {
      const text = shortened(message);
      log.write('error', 'durable', `Activity '${name}' of ${instanceId} failed: ${text}`);
      return occurred(clock.now().getTime(), {
        EventType: EventType.TaskFailed,
        TaskScheduledId: taskId,
        Reason: `Activity function '${name}' failed: ${text}`,
        Details: text,
      });
    };
    const work = activities.get(name);
    if (!work) return failed(`no activity '${name}' is registered in this app`);
    throwIf(space?.problem());
    const timeout = expiry(clock, timeoutMs);
    let result: string;
    try {
      result = await Promise.race([
        work(activity.input, { instanceId, taskId, traceParent }),
        timeout.expired,
      ]);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throwIf(space?.problemOf(message, true));
      return failed(message);
    } finally {
      timeout.cancel();
    }
    throwIf(space?.problemOf(result, false));
    const problem = payloadProblem('its output', result);
    if (problem !== undefined) return failed(problem);
    return occurred(clock.now().getTime(), {
      EventType: EventType.TaskCompleted,
      TaskScheduledId: taskId,
      Result: result,
    });
  };

const throwIf = (problem: Error | undefined): void => {
  if (problem) throw problem;
};

/** Rejects after `timeoutMs`. The work itself cannot be ended; its late result is not looked at. */
const expiry = (
  clock: AlarmClock,
  timeoutMs: number | undefined,
): { expired: Promise<never>; cancel: () => void } => {
  const { promise, reject } = Promise.withResolvers<never>();
  if (timeoutMs === undefined) return { expired: promise, cancel: () => undefined };
  const cancel = clock.at(clock.now().getTime() + timeoutMs, () =>
    reject(new Error(`it took longer than the functionTimeout of ${timeoutMs / 1000} s`)),
  );
  return { expired: promise, cancel };
};
