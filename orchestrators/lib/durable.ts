import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';

/** The one module that touches the Durable SDK; moving to another SDK is a change of this file. */

export type OrchestrationContext = df.OrchestrationContext;
export type Task = df.Task;

/** Steps of an orchestration that end in a value. */
export type Steps<T> = Generator<Task, T, unknown>;

/** Input binding that a function which starts or signals orchestrations must list in `extraInputs`. */
export const durableClient = df.input.durableClient();

const exists = async (client: df.DurableClient, instanceId: string): Promise<boolean> => {
  const status = await client.getStatus(instanceId).catch(() => undefined);
  return status?.runtimeStatus !== undefined;
};

/** Whether an orchestration ended by an error that it could not handle. */
export const hasBrokenOff = async (context: InvocationContext, instanceId: string): Promise<boolean> => {
  const status = await df
    .getClient(context)
    .getStatus(instanceId)
    .catch(() => undefined);
  return status?.runtimeStatus === df.OrchestrationRuntimeStatus.Failed;
};

/** Starts an orchestration under an id that the caller chose; starting the same id again while it runs does nothing. */
export const startOrchestration = async (
  context: InvocationContext,
  name: string,
  instanceId: string,
  input: unknown,
): Promise<void> => {
  const client = df.getClient(context);
  if (await exists(client, instanceId)) return;
  try {
    await client.startNew(name, { instanceId, input });
  } catch (error) {
    // The same request, sent twice at once, may have been first.
    if (!(await exists(client, instanceId))) throw error;
  }
};

/** Sends an event to an orchestration. One that ended, or was never there, is passed over: nobody waits in it. */
export const raiseEvent = async (
  context: InvocationContext,
  instanceId: string,
  name: string,
  data: unknown = null,
): Promise<void> => {
  const client = df.getClient(context);
  try {
    await client.raiseEvent(instanceId, name, data);
  } catch (error) {
    if (await exists(client, instanceId)) throw error;
  }
};

/** Makes an orchestration known to the host. Its generator yields durable tasks only. */
export const registerOrchestration = (
  name: string,
  orchestrator: (context: OrchestrationContext) => Steps<unknown>,
): void => {
  df.app.orchestration(name, orchestrator as unknown as df.OrchestrationHandler);
};

/** Makes activities known to the host, each under its name. */
export const registerActivities = (activities: Record<string, (input: never) => Promise<unknown>>): void => {
  for (const [name, handler] of Object.entries(activities)) {
    df.app.activity(name, { handler: (input: unknown) => handler(input as never) });
  }
};
