/** A task that an orchestrator asked for; its number is its place in the list. `input` is JSON text. */
export type ScheduledTask =
  | { kind: 'activity'; name: string; input: string }
  | { kind: 'sub-orchestration'; name: string; instanceId: string; input: string }
  | { kind: 'timer'; fireAt: string };

export type RequestedTask = ScheduledTask & { cancelled: boolean };

/** What the SDK sends back, as far as it is supported. */
type Action = {
  actionType: number;
  functionName?: string;
  instanceId?: string;
  input?: unknown;
  fireAt?: Date | string;
  isCanceled?: boolean;
  compoundActions?: Action[];
};

const unsupported: Record<number, string> = {
  1: 'callActivityWithRetry (write the loop: timer, call, catch)',
  3: 'callSubOrchestratorWithRetry (write the loop: timer, call, catch)',
  4: 'continueAsNew (split the work into sub-orchestrations)',
  7: 'callEntity',
  8: 'callHttp (call from an activity)',
  9: 'signalEntity',
  13: 'entity locks',
  14: 'entity locks',
};

const WAIT_FOR_EXTERNAL_EVENT = 6;

export type Request = { tasks: RequestedTask[] } | { refusal: string };

/**
 * Flattens the actions of a replay into tasks in the order of their numbers. Waits for external events take no number.
 *
 * @param actions what the SDK returned: live objects, because only identity tells a task that is awaited again from a second
 *   task that looks the same. Where only their JSON is left (`identity: false`, a failed orchestrator) repeats stay in the list.
 */
export const requestedTasks = (
  instanceId: string,
  actions: readonly unknown[],
  identity: boolean,
): Request => {
  const tasks: RequestedTask[] = [];
  const seen = new Set<Action>();
  let refusal: string | undefined;

  const visit = (action: Action): void => {
    if (action.compoundActions) {
      for (const child of action.compoundActions) visit(child);
      return;
    }
    if (action.actionType === WAIT_FOR_EXTERNAL_EVENT) return;
    const name = unsupported[action.actionType];
    if (name !== undefined) {
      refusal ??= `${name} is not supported by the embedded host.`;
      return;
    }
    const task = toTask(instanceId, tasks.length, action);
    if (identity && seen.has(action)) {
      refusal ??= `${describeTask(task)} is awaited again inside a second Task.any or Task.all. On Azure that schedules it a second time (azure-functions-durable-js #574): await the task itself, keep one compound task, or wrap the work in a sub-orchestration.`;
      return;
    }
    seen.add(action);
    tasks.push({ ...task, cancelled: action.isCanceled === true });
  };

  for (const action of actions) visit(action as Action);
  return refusal === undefined ? { tasks } : { refusal };
};

const toTask = (instanceId: string, number: number, action: Action): ScheduledTask => {
  const name = action.functionName ?? '';
  const input = JSON.stringify(action.input ?? null);
  switch (action.actionType) {
    case 0:
      return { kind: 'activity', name, input };
    case 2:
      return {
        kind: 'sub-orchestration',
        name,
        instanceId: action.instanceId ?? `${instanceId}:${number}`,
        input,
      };
    case 5:
      return { kind: 'timer', fireAt: new Date(action.fireAt ?? Number.NaN).toISOString() };
    default:
      throw new Error(`The Durable SDK sent an action of the unknown type ${action.actionType}.`);
  }
};

/** For messages: kind, name, and the beginning of the input. */
export const describeTask = (task: ScheduledTask): string => {
  if (task.kind === 'timer') return `timer at ${task.fireAt}`;
  const id = task.kind === 'sub-orchestration' ? ` as '${task.instanceId}'` : '';
  const input = task.input.length <= 200 ? task.input : `${task.input.slice(0, 200)}…`;
  return `${task.kind} '${task.name}'${id} with input ${input}`;
};
