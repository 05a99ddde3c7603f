import {
  EventType,
  occurred,
  type IncomingEvent,
} from '../../../../platform/embedded/host/durable/history-event.ts';
import type { Scheduler } from '../scheduler.ts';
import { createInstance, describe, scheduledEvent, type Instance } from './instance.ts';
import { replay, type Orchestrator, type Turn } from './replay.ts';
import type { SingleTask } from './tasks.ts';

/** Begins an activity; `answer` is called with its outcome, once or more: the first one counts. */
export type Dispatch = (
  task: { instance: string; number: number; name: string; input: string },
  answer: (outcome: unknown) => void,
) => void;

/** Durable execution on a virtual clock: every turn replays the whole history and must ask for the same again. */
export type Engine = {
  /** False where an instance of the id is, or was. */
  start(name: string, id: string, input: unknown): boolean;
  /** Sends an event; false where nobody runs under the id. */
  raise(id: string, event: string): boolean;
  /** The host dies; what is due meanwhile happens when it is there again. */
  goDown(until: number): void;
  instances(): readonly Instance[];
  /** What no orchestration may do: replays that differ, ids that are used twice. */
  problems: readonly string[];
};

type Given = {
  scheduler: Scheduler;
  orchestrators: Readonly<Record<string, Orchestrator>>;
  dispatch: Dispatch;
};

/** More than this is a loop that nobody decides. */
const LONGEST_HISTORY = 2_000;

export const createEngine = ({ scheduler, orchestrators, dispatch }: Given): Engine => {
  const instances = new Map<string, Instance>();
  const problems: string[] = [];
  let upAt = 0;

  /** Does something now, or as soon as the host is there. */
  const whenUp = (action: () => void): void => {
    if (scheduler.now() >= upAt) action();
    else scheduler.at(upAt, () => whenUp(action));
  };

  const deliver = (instance: Instance, event: IncomingEvent): void => {
    if (instance.status !== 'Running') return;
    instance.inbox.push(event);
    if (instance.isTurnDue) return;
    instance.isTurnDue = true;
    scheduler.at(scheduler.now(), () => whenUp(() => takeTurn(instance)));
  };

  const begin = (instance: Instance): void => {
    instances.set(instance.id, instance);
    const [started] = instance.inbox.splice(0);
    if (started) deliver(instance, started);
  };

  const work = (instance: Instance, number: number): void => {
    const task = instance.working.get(number);
    if (!task) return;
    dispatch({ instance: instance.id, number, ...task }, (outcome) =>
      whenUp(() => {
        if (!instance.working.delete(number)) return;
        const Result = JSON.stringify(outcome);
        const event = { EventType: EventType.TaskCompleted, TaskScheduledId: number, Result } as const;
        deliver(instance, occurred(scheduler.now(), event));
      }),
    );
  };

  const elapse = (instance: Instance, number: number): void => {
    const fireAt = instance.timers.get(number);
    if (fireAt === undefined) return;
    instance.timers.delete(number);
    const event = { EventType: EventType.TimerFired, TimerId: number, FireAt: fireAt } as const;
    deliver(instance, occurred(scheduler.now(), event));
  };

  const startChild = (parent: Instance, task: SingleTask, number: number): void => {
    const { instanceId: id, name, input } = task;
    const known = instances.get(id);
    if (known) problems.push(`instance ${id} is started twice`);
    if (known?.status === 'Running') {
      const refusal = { TaskScheduledId: number, Reason: 'Refused', Details: `${id} is not finished.` };
      const event = { EventType: EventType.SubOrchestrationInstanceFailed, ...refusal } as const;
      deliver(parent, occurred(scheduler.now(), event));
      return;
    }
    begin(createInstance({ id, name, input, parent: { id: parent.id, task: number } }, scheduler.now()));
  };

  const ask = (instance: Instance, task: SingleTask, number: number): void => {
    instance.scheduled.push(describe(task));
    instance.history.push(scheduledEvent(task, number, scheduler.now()));
    if (task.kind === 'sub-orchestration') startChild(instance, task, number);
    else if (task.kind === 'activity') {
      instance.working.set(number, { name: task.name, input: task.input });
      work(instance, number);
    } else if (!task.isCanceled) {
      instance.timers.set(number, task.fireAt);
      scheduler.at(Date.parse(task.fireAt), () => whenUp(() => elapse(instance, number)));
    }
  };

  const conclude = (instance: Instance, end: NonNullable<Turn['end']>): void => {
    const now = scheduler.now();
    instance.status = end.status;
    instance.output = end.status === 'Completed' ? end.output : end.error;
    instance.endedAt = now;
    instance.leftOpen = instance.timers.size + instance.working.size;
    const Result = JSON.stringify(instance.output) ?? 'null';
    instance.history.push(
      occurred(now, {
        EventType: EventType.ExecutionCompleted,
        OrchestrationStatus: end.status,
        Result,
      }),
    );
    const parent = instance.parent && instances.get(instance.parent.id);
    if (!parent || !instance.parent) return;
    const TaskScheduledId = instance.parent.task;
    deliver(
      parent,
      end.status === 'Completed'
        ? occurred(now, {
            EventType: EventType.SubOrchestrationInstanceCompleted,
            TaskScheduledId,
            Result,
          })
        : occurred(now, {
            EventType: EventType.SubOrchestrationInstanceFailed,
            TaskScheduledId,
            Reason: 'Failed',
            Details: end.error,
          }),
    );
  };

  const takeTurn = (instance: Instance): void => {
    instance.isTurnDue = false;
    if (instance.history.length > LONGEST_HISTORY) throw new Error(`${instance.id} does not end.`);
    const orchestrator = orchestrators[instance.name];
    if (!orchestrator) throw new Error(`There is no orchestrator ${instance.name}.`);
    instance.history.push(
      occurred(scheduler.now(), { EventType: EventType.OrchestratorStarted }),
      ...instance.inbox.splice(0),
    );
    const turn = replay(orchestrator, instance.id, instance.input, instance.history);
    for (const [number, before] of instance.scheduled.entries()) {
      const task = turn.tasks[number];
      const again = task ? describe(task) : 'nothing';
      if (again !== before)
        problems.push(
          `${instance.id} replays task ${number} as ${again.slice(0, 200)}, which was ${before.slice(0, 200)}`,
        );
      if (task?.isCanceled) instance.timers.delete(number);
    }
    const known = instance.scheduled.length;
    for (const [index, task] of turn.tasks.slice(known).entries()) ask(instance, task, known + index);
    if (turn.end) conclude(instance, turn.end);
  };

  return {
    start: (name, id, input) => {
      if (instances.has(id)) return false;
      begin(createInstance({ id, name, input: JSON.stringify(input), parent: undefined }, scheduler.now()));
      return true;
    },
    raise: (id, event) => {
      const instance = instances.get(id);
      if (instance?.status !== 'Running') return false;
      deliver(
        instance,
        occurred(scheduler.now(), { EventType: EventType.EventRaised, Name: event, Input: 'null' }),
      );
      return true;
    },
    goDown: (until) => {
      upAt = Math.max(upAt, until);
      scheduler.at(upAt, () =>
        whenUp(() => {
          for (const instance of instances.values())
            if (instance.status === 'Running')
              for (const number of instance.working.keys()) work(instance, number);
        }),
      );
    },
    instances: () => [...instances.values()],
    problems,
  };
};
