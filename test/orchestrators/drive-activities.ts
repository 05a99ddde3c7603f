import type { Activities } from '../../activities/create-activities.ts';
import type { OrchestrationContext, Steps } from '../../orchestrators/lib/durable.ts';

type Scheduled = { kind: 'activity'; name: keyof Activities; input: unknown } | { kind: 'timer' };

/** Runs an orchestration of activities and timers without a host, with the activities themselves; timers end at once. */
export const driveActivities = async <T>(
  orchestration: (context: OrchestrationContext) => Steps<T>,
  input: unknown,
  activities: Activities,
): Promise<T> => {
  const context = {
    df: {
      getInput: () => input,
      currentUtcDateTime: new Date('2026-01-01T00:00:00.000Z'),
      callActivity: (name: string, activityInput: unknown) => ({
        kind: 'activity',
        name,
        input: activityInput,
      }),
      createTimer: () => ({ kind: 'timer' }),
    },
  } as unknown as OrchestrationContext;
  const steps = orchestration(context);
  let step = steps.next();
  while (!step.done) {
    const task = step.value as unknown as Scheduled;
    step = steps.next(
      task.kind === 'timer' ? undefined : await activities[task.name](structuredClone(task.input) as never),
    );
  }
  return step.value;
};
