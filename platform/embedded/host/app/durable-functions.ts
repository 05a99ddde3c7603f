import type { Activity } from '../durable/activity-runner.ts';
import type { Orchestrator } from '../durable/replay-orchestrator.ts';
import type { AppInvoker } from './app-invoker.ts';
import type { RegisteredFunction, TypedData } from './core-types.ts';

/** The app's orchestrators and activities as the engine calls them. */
export const durableFunctions = (functions: readonly RegisteredFunction[], invoker: AppInvoker) => {
  const orchestrators = new Map<string, Orchestrator>();
  const activities = new Map<string, Activity>();
  for (const target of functions) {
    const type = target.trigger.type.toLowerCase();
    if (type === 'orchestrationtrigger') {
      orchestrators.set(target.metadata.name, (trigger, { traceParent }) =>
        invoker.run(target, { trigger: { json: trigger }, traceParent }),
      );
    } else if (type === 'activitytrigger') {
      activities.set(target.metadata.name, async (input, { instanceId, traceParent }) => {
        const result = await invoker.run(target, {
          trigger: activityData(input),
          triggerMetadata: { InstanceId: { json: JSON.stringify(instanceId) } },
          traceParent,
        });
        return JSON.stringify(result) ?? 'null';
      });
    }
  }
  return { orchestrators, activities };
};

/** The SDK quotes a string input once more than other inputs, and unquotes what arrives as a string. */
const activityData = (input: string): TypedData => {
  const value = JSON.parse(input) as unknown;
  return typeof value === 'string' ? { string: value } : { json: input };
};
