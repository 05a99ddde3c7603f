import { compareFailedWithHistory, compareWithHistory } from './compare-with-history.ts';
import { isReplayed } from './history-event.ts';
import type { HistoryEvent } from './history-event.ts';
import type { Instance } from './instance.ts';
import { MAX_CUSTOM_STATUS_BYTES, instanceIdProblem, payloadProblem, shortened } from './limits.ts';
import { requestedTasks } from './scheduled-task.ts';
import type { RequestedTask, ScheduledTask } from './scheduled-task.ts';

/** Runs a registered orchestrator on the JSON of its trigger; answers the SDK's state object, or throws. */
export type Orchestrator = (trigger: string, instance: Instance) => Promise<unknown>;

export type TurnResult = {
  /** All tasks asked for so far, in the order of their numbers. */
  tasks: RequestedTask[];
  /** JSON text. */
  customStatus: string | null;
  /** Absent while the orchestration goes on. `output` is JSON text, `error` is for people. */
  end?:
    | { status: 'Completed'; output: string }
    | { status: 'Failed'; error: string }
    | { status: 'Terminated'; reason: string };
};

type State = {
  isDone: boolean;
  actions: unknown[][];
  output?: unknown;
  error?: string;
  customStatus?: unknown;
};

/** Separates the message from the state in the error that the SDK throws for a failed orchestrator. */
const FAILED_STATE_LABEL = '\n\n$OutOfProcData$:';

/** V4 of the protocol: what durable-functions 3.5 calls `ReplaySchema.V4`. */
const SCHEMA_VERSION = 3;

/** Timers need no splitting here, so the SDK is told that every timer is short: a hundred years. */
const LONGEST_TIMER = '36500.00:00:00';

/**
 * One turn of an orchestration: replays the orchestrator over its history and holds what it asks for against what the
 * history recorded. Everything wrong with the orchestrator or its data is a result (`Failed`), not an error.
 */
export const replayOrchestrator = async (
  orchestrator: Orchestrator | undefined,
  instance: Instance,
  history: readonly HistoryEvent[],
  recorded: readonly ScheduledTask[],
): Promise<TurnResult> => {
  const failed = (error: string, customStatus = instance.customStatus): TurnResult => ({
    tasks: [],
    customStatus,
    end: { status: 'Failed', error: shortened(error) },
  });
  if (!orchestrator) return failed(`no orchestrator '${instance.name}' is registered in this app`);

  const { state, hasThrown } = await run(orchestrator, instance, history);
  if (!state) return failed(hasThrown);

  const customStatus = state.customStatus === undefined ? null : JSON.stringify(state.customStatus);
  const request = requestedTasks(instance.id, state.actions.flat(), hasThrown === undefined);
  if ('refusal' in request) return failed(request.refusal);
  const { tasks } = request;
  const compare = hasThrown === undefined ? compareWithHistory : compareFailedWithHistory;
  const problem =
    compare(recorded, tasks) ??
    payloadProblem('The custom status', customStatus, MAX_CUSTOM_STATUS_BYTES) ??
    firstTaskProblem(instance, tasks.slice(recorded.length));
  if (problem !== undefined) return failed(problem);
  if (hasThrown !== undefined) return failed(hasThrown, customStatus);
  return state.isDone ? completed(instance, tasks, state.output, customStatus) : { tasks, customStatus };
};

const completed = (
  instance: Instance,
  tasks: RequestedTask[],
  value: unknown,
  customStatus: string | null,
): TurnResult => {
  const output = JSON.stringify(value) ?? 'null';
  const error = payloadProblem(`The output of orchestration '${instance.id}'`, output);
  if (error !== undefined) return { tasks: [], customStatus, end: { status: 'Failed', error } };
  return { tasks, customStatus, end: { status: 'Completed', output } };
};

type Run = { state: State; hasThrown: string | undefined } | { state: undefined; hasThrown: string };

const run = async (
  orchestrator: Orchestrator,
  instance: Instance,
  history: readonly HistoryEvent[],
): Promise<Run> => {
  const trigger = JSON.stringify({
    instanceId: instance.id,
    parentInstanceId: instance.parent?.instanceId ?? '',
    isReplaying: history.length > 2,
    upperSchemaVersion: SCHEMA_VERSION,
    longRunningTimerIntervalDuration: LONGEST_TIMER,
    maximumShortTimerDuration: LONGEST_TIMER,
    defaultHttpAsyncRequestSleepTimeMillseconds: 30_000,
    input: JSON.parse(instance.input) as unknown,
    history: history.filter(isReplayed),
  });
  try {
    const state = (await orchestrator(trigger, instance)) as State;
    return { state, hasThrown: undefined };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = message.lastIndexOf(FAILED_STATE_LABEL);
    if (at < 0) return { state: undefined, hasThrown: message };
    const state = JSON.parse(message.slice(at + FAILED_STATE_LABEL.length)) as State;
    return { state, hasThrown: state.error ?? 'the orchestrator threw something without a message' };
  }
};

/** Checked before anything of the turn is recorded: a payload that is too large never gets into the history. */
const firstTaskProblem = (instance: Instance, added: readonly RequestedTask[]): string | undefined => {
  for (const task of added) {
    if (task.kind === 'timer') continue;
    const problem = payloadProblem(`The input of ${task.kind} '${task.name}'`, task.input);
    if (problem !== undefined) return problem;
    if (task.kind === 'activity') continue;
    if (task.instanceId === instance.id) {
      return `Sub-orchestration '${task.name}' has the instance id of its parent, '${instance.id}': derive another.`;
    }
    const idProblem = instanceIdProblem(task.instanceId);
    if (idProblem !== undefined) return idProblem;
  }
  return undefined;
};
