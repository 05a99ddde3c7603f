import { randomUUID } from 'node:crypto';
import type { Delivery, TurnCommit } from './engine-store.ts';
import { EventType, occurred } from './history-event.ts';
import type { HistoryEvent, IncomingEvent } from './history-event.ts';
import { isFinished } from './instance.ts';
import type { Instance } from './instance.ts';
import type { TurnResult } from './replay-orchestrator.ts';
import type { RequestedTask, ScheduledTask } from './scheduled-task.ts';

/** What the engine holds of an instance that is not finished. */
export type InstanceState = {
  instance: Instance;
  history: HistoryEvent[];
  /** Tasks recorded in the history; a task's number is its index. */
  scheduled: ScheduledTask[];
  /** Row ids of pending timers by task number. */
  timers: Map<number, number>;
};

const recordOf = (task: ScheduledTask, taskId: number, at: number): HistoryEvent => {
  switch (task.kind) {
    case 'activity':
      return {
        ...occurred(at, { EventType: EventType.TaskScheduled, Name: task.name, Input: task.input }),
        EventId: taskId,
      };
    case 'sub-orchestration': {
      const fields = { Name: task.name, InstanceId: task.instanceId, Input: task.input };
      return {
        ...occurred(at, { EventType: EventType.SubOrchestrationInstanceCreated, ...fields }),
        EventId: taskId,
      };
    }
    case 'timer':
      return { ...occurred(at, { EventType: EventType.TimerCreated, FireAt: task.fireAt }), EventId: taskId };
  }
};

/** The tasks that a history recorded, in the order of their numbers. */
export const scheduledTasks = (history: readonly HistoryEvent[]): ScheduledTask[] => {
  const tasks: ScheduledTask[] = [];
  for (const event of history) {
    if (event.EventType === EventType.TaskScheduled) {
      tasks[event.EventId] = { kind: 'activity', name: event.Name, input: event.Input };
    } else if (event.EventType === EventType.SubOrchestrationInstanceCreated) {
      const { Name: name, InstanceId: instanceId, Input: input } = event;
      tasks[event.EventId] = { kind: 'sub-orchestration', name, instanceId, input };
    } else if (event.EventType === EventType.TimerCreated) {
      tasks[event.EventId] = { kind: 'timer', fireAt: event.FireAt };
    }
  }
  return tasks;
};

/** The event that starts an instance. */
export const executionStarted = (instance: Instance): IncomingEvent =>
  occurred(instance.createdAt, {
    EventType: EventType.ExecutionStarted,
    Name: instance.name,
    Input: instance.input,
    ...(instance.version === '' ? {} : { Version: instance.version }),
  });

/** Tells a waiting parent how its child ended. */
const childEnded = (instance: Instance, taskId: number, at: number): IncomingEvent =>
  instance.status === 'Completed'
    ? occurred(at, {
        EventType: EventType.SubOrchestrationInstanceCompleted,
        TaskScheduledId: taskId,
        Result: instance.output ?? 'null',
      })
    : occurred(at, {
        EventType: EventType.SubOrchestrationInstanceFailed,
        TaskScheduledId: taskId,
        Reason: `Sub-orchestration '${instance.name}' (${instance.id}) ended as ${instance.status}.`,
        Details: JSON.parse(instance.output ?? '""') as string,
      });

const childRefused = (instanceId: string, name: string, taskId: number, at: number): IncomingEvent =>
  occurred(at, {
    EventType: EventType.SubOrchestrationInstanceFailed,
    TaskScheduledId: taskId,
    Reason: `Sub-orchestration '${name}' was not started.`,
    Details: `An orchestration instance '${instanceId}' exists and is not finished.`,
  });

const endOf = (instance: Instance, at: number): HistoryEvent =>
  occurred(at, {
    EventType: EventType.ExecutionCompleted,
    OrchestrationStatus: instance.status,
    Result: instance.output,
  });

/** The instance after a turn. A failed one keeps its error as output, which is where a status shows it. */
const advance = (instance: Instance, result: TurnResult, at: number): Instance => {
  const common = { ...instance, customStatus: result.customStatus, updatedAt: at };
  if (!result.end) return { ...common, status: 'Running' };
  const { end } = result;
  switch (end.status) {
    case 'Completed':
      return { ...common, status: end.status, output: end.output };
    case 'Failed':
      return {
        ...common,
        status: end.status,
        output: JSON.stringify(`Orchestrator function '${instance.name}' failed: ${end.error}`),
      };
    case 'Terminated':
      return { ...common, status: end.status, output: JSON.stringify(end.reason) };
  }
};

/**
 * What a turn writes: the events it consumed, the tasks it asked for first, the state it reached. Nothing is written here.
 *
 * @param incoming the turn's `OrchestratorStarted`, then what was delivered
 * @param find the instance that has an id
 */
export const turnCommit = (
  state: InstanceState,
  incoming: readonly HistoryEvent[],
  deliveries: readonly Delivery[],
  result: TurnResult,
  at: number,
  find: (instanceId: string) => Instance | undefined,
): TurnCommit => {
  const instance = advance(state.instance, result, at);
  const ended = isFinished(instance.status);
  const findUnfinished = (id: string): Instance | undefined => {
    const found = find(id);
    return found && !isFinished(found.status) ? found : undefined;
  };
  const isTaken = (id: string): boolean =>
    findUnfinished(id) !== undefined || commit.children.some((child) => child.instance.id === id);
  const events = [...incoming];
  const commit = {
    instance,
    position: state.history.length,
    events,
    settled: deliveries.map(({ origin }) => origin),
    activities: [] as TurnCommit['activities'][number][],
    timers: [] as TurnCommit['timers'][number][],
    cancelledTimers: [] as number[],
    children: [] as TurnCommit['children'][number][],
    posts: [] as TurnCommit['posts'][number][],
  };

  const add = (task: RequestedTask, taskId: number): void => {
    const { cancelled, ...recorded } = task;
    events.push(recordOf(recorded, taskId, at));
    if (task.kind === 'activity') {
      commit.activities.push({ instanceId: instance.id, taskId, name: task.name, input: task.input });
    } else if (task.kind === 'timer') {
      if (cancelled || ended) return;
      commit.timers.push({ instanceId: instance.id, taskId, fireAt: Date.parse(task.fireAt) });
    } else if (isTaken(task.instanceId)) {
      if (!ended)
        commit.posts.push({
          instanceId: instance.id,
          event: childRefused(task.instanceId, task.name, taskId, at),
        });
    } else {
      const child: Instance = {
        id: task.instanceId,
        execution: randomUUID(),
        name: task.name,
        status: 'Pending',
        input: task.input,
        output: null,
        customStatus: null,
        parent: { instanceId: instance.id, execution: instance.execution, taskId },
        rootId: instance.rootId,
        traceParent: instance.traceParent,
        version: instance.version,
        createdAt: at,
        updatedAt: at,
      };
      commit.children.push({ instance: child, start: executionStarted(child) });
    }
  };

  for (const [taskId, task] of result.tasks.entries()) {
    if (taskId >= state.scheduled.length) add(task, taskId);
    else if (task.cancelled) {
      const timer = state.timers.get(taskId);
      if (timer !== undefined) commit.cancelledTimers.push(timer);
    }
  }
  if (ended) {
    events.push(endOf(instance, at));
    const { parent } = instance;
    // The parent's id may have been used again since it ended.
    if (parent && findUnfinished(parent.instanceId)?.execution === parent.execution) {
      commit.posts.push({
        instanceId: parent.instanceId,
        event: childEnded(instance, parent.taskId, at),
      });
    }
  }
  return commit;
};
