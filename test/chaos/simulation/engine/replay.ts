import type { OrchestrationContext, Steps } from '../../../../orchestrators/lib/durable.ts';
import { EventType, type HistoryEvent } from '../../../../platform/embedded/host/durable/history-event.ts';
import { compoundTask, refresh, singlesOf, singleTask, type SingleTask, type Task } from './tasks.ts';

export type Orchestrator = (context: OrchestrationContext) => Steps<unknown>;

/** What a replay of the whole history comes to: all tasks so far by number, and the end, where it was reached. */
export type Turn = {
  tasks: SingleTask[];
  end?: { status: 'Completed'; output: unknown } | { status: 'Failed'; error: string };
};

type Completion = { key: number | string; state: 'done' | 'failed'; value: unknown };

const parsed = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));

const completionOf = (event: HistoryEvent): Completion | undefined => {
  switch (event.EventType) {
    case EventType.TaskCompleted:
    case EventType.SubOrchestrationInstanceCompleted:
      return { key: event.TaskScheduledId, state: 'done', value: parsed(event.Result) };
    case EventType.TaskFailed:
    case EventType.SubOrchestrationInstanceFailed:
      return {
        key: event.TaskScheduledId,
        state: 'failed',
        value: new Error(`${event.Reason} \n ${event.Details}`),
      };
    case EventType.TimerFired:
      return { key: event.TimerId, state: 'done', value: undefined };
    case EventType.EventRaised:
      return { key: event.Name, state: 'done', value: parsed(event.Input) };
    default:
      return undefined;
  }
};

/** The tasks of a replay: those that wait for their completion, and completions that came before anybody waited. */
const createOpenTasks = () => {
  const tasks: SingleTask[] = [];
  const open = new Map<number | string, SingleTask[]>();
  const early = new Map<number | string, Completion[]>();
  const complete = (completion: Completion): void => {
    const { key, state, value } = completion;
    // Of several that wait for an event the last one gets it.
    const task = open.get(key)?.pop();
    if (task) Object.assign(task, { state, value });
    else early.set(key, [...(early.get(key) ?? []), completion]);
  };
  const track = (task: SingleTask): void => {
    if (task.kind !== 'event') {
      if (task.number !== undefined) return;
      task.number = tasks.push(task) - 1;
    }
    const key = task.number ?? task.name;
    open.set(key, [...(open.get(key) ?? []), task]);
    const [waiting, ...rest] = early.get(key) ?? [];
    early.set(key, rest);
    if (waiting) complete(waiting);
  };
  return { tasks, complete, track };
};

/** What an orchestrator sees of its instance; `now` is the time of the turn that is replayed. */
const contextOf = (instanceId: string, input: string, now: () => number): OrchestrationContext =>
  ({
    df: {
      instanceId,
      getInput: () => JSON.parse(input) as unknown,
      setCustomStatus: () => undefined,
      get currentUtcDateTime() {
        return new Date(now());
      },
      callActivity: (name: string, given: unknown) =>
        singleTask({ kind: 'activity', name, input: JSON.stringify(given ?? null) }),
      callSubOrchestrator: (name: string, given: unknown, id: string) =>
        singleTask({
          kind: 'sub-orchestration',
          name,
          input: JSON.stringify(given ?? null),
          instanceId: id,
        }),
      createTimer: (at: Date) => singleTask({ kind: 'timer', fireAt: at.toISOString() }),
      waitForExternalEvent: (name: string) => singleTask({ kind: 'event', name }),
      Task: {
        all: (tasks: Task[]) => compoundTask('all', tasks),
        any: (tasks: Task[]) => compoundTask('any', tasks),
      },
    },
  }) as unknown as OrchestrationContext;

/** Runs an orchestrator from its beginning over its whole history, as the Durable SDK does at every turn. */
export const replay = (
  orchestrator: Orchestrator,
  instanceId: string,
  input: string,
  history: readonly HistoryEvent[],
): Turn => {
  const open = createOpenTasks();
  let time = 0;
  let current: Task | undefined;
  let end: Turn['end'];
  const steps = orchestrator(contextOf(instanceId, input, () => time));

  const step = (): void => {
    try {
      const { done, value } =
        current?.state === 'failed' ? steps.throw(current.value) : steps.next(current?.value);
      if (done) {
        end = { status: 'Completed', output: value };
        return;
      }
      current = value as unknown as Task;
      for (const one of singlesOf(current)) if (one.state === 'open') open.track(one);
      refresh(current);
    } catch (error) {
      end = { status: 'Failed', error: error instanceof Error ? error.message : String(error) };
    }
  };
  const resume = (): void => {
    if (current) refresh(current);
    for (;;) {
      if (end || current?.state === 'open') return;
      step();
    }
  };

  for (const event of history) {
    if (end) break;
    if (event.EventType === EventType.OrchestratorStarted) time = Math.max(time, Date.parse(event.Timestamp));
    const completion = completionOf(event);
    if (completion) open.complete(completion);
    if (completion || event.EventType === EventType.ExecutionStarted) resume();
  }
  return { tasks: open.tasks, ...(end ? { end } : {}) };
};
