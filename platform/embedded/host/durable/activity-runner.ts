import type { AlarmClock } from '../alarm-clock.ts';
import type { HostLog } from '../host-log.ts';
import type { PendingActivity } from './engine-store.ts';
import { EventType, occurred } from './history-event.ts';
import type { IncomingEvent } from './history-event.ts';
import { payloadProblem, shortened } from './limits.ts';

/** Runs an activity on its input (JSON text); answers its result as JSON text. */
export type Activity = (
  input: string,
  call: { instanceId: string; taskId: number; traceParent: string },
) => Promise<string>;

/** Runs activities; what they throw becomes the event that tells their orchestrator. */
export const createActivityRunner =
  (activities: ReadonlyMap<string, Activity>, clock: AlarmClock, log: HostLog) =>
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
    try {
      const result = await work(activity.input, { instanceId, taskId, traceParent });
      const problem = payloadProblem('its output', result);
      if (problem !== undefined) return failed(problem);
      return occurred(clock.now().getTime(), {
        EventType: EventType.TaskCompleted,
        TaskScheduledId: taskId,
        Result: result,
      });
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  };
