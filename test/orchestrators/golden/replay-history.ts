import { EventType } from '../../../platform/embedded/host/durable/history-event.ts';
import type { HistoryEvent } from '../../../platform/embedded/host/durable/history-event.ts';
import type { Instance } from '../../../platform/embedded/host/durable/instance.ts';
import { replayOrchestrator } from '../../../platform/embedded/host/durable/replay-orchestrator.ts';
import type {
  Orchestrator,
  TurnResult,
} from '../../../platform/embedded/host/durable/replay-orchestrator.ts';
import { scheduledTasks } from '../../../platform/embedded/host/durable/turn-commit.ts';
import type { GoldenHistory } from './golden-history.ts';

/** What an orchestrator asks for and how it ends: recorded by a turn, not delivered to it. */
const written: ReadonlySet<number> = new Set([
  EventType.TaskScheduled,
  EventType.SubOrchestrationInstanceCreated,
  EventType.TimerCreated,
  EventType.ExecutionCompleted,
]);

const instanceOf = ({ orchestrator, instanceId, parentId, input }: GoldenHistory): Instance => ({
  id: instanceId,
  execution: '',
  name: orchestrator,
  status: 'Running',
  input,
  output: null,
  customStatus: null,
  parent: parentId === null ? undefined : { instanceId: parentId, execution: '', taskId: 0 },
  rootId: parentId ?? instanceId,
  traceParent: '',
  version: '',
  createdAt: 0,
  updatedAt: 0,
});

/** Ends of the turns: where what was delivered ends, and where what it led to ends. */
const turnsOf = (history: readonly HistoryEvent[]): { delivered: number; end: number }[] => {
  const starts = history.flatMap(({ EventType: type }, index) =>
    type === EventType.OrchestratorStarted ? [index] : [],
  );
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? history.length;
    const first = history.slice(start, end).findIndex(({ EventType: type }) => written.has(type));
    return { delivered: first < 0 ? end : start + first, end };
  });
};

const endOf = (status: string | undefined, output: string | null | undefined): string =>
  status === undefined ? 'does not end' : `ends as ${status} with ${output}`;

const recordedEnd = (turn: readonly HistoryEvent[]): string => {
  const end = turn.find((event) => event.EventType === EventType.ExecutionCompleted);
  return endOf(end?.OrchestrationStatus, end?.Result);
};

const replayedEnd = ({ end }: TurnResult): string =>
  endOf(end?.status, end?.status === 'Completed' ? end.output : end && JSON.stringify(end));

/** How a turn ends otherwise than it was recorded. */
const difference = (result: TurnResult, recorded: readonly HistoryEvent[]): string | undefined => {
  const [before, now] = [recordedEnd(recorded), replayedEnd(result)];
  return before === now ? undefined : `the history ${before}, the replay ${now}`;
};

/**
 * Replays a history turn by turn, as the engine did when it was recorded: each turn must ask for exactly what was recorded then,
 * and end as it did. Answers the first difference.
 */
export const replayHistory = async (
  golden: GoldenHistory,
  orchestrator: Orchestrator | undefined,
): Promise<string | undefined> => {
  const turns = turnsOf(golden.history);
  if (turns.length === 0) return 'the history has no turn';
  for (const [index, { delivered, end }] of turns.entries()) {
    const upTo = golden.history.slice(0, end);
    const known = scheduledTasks(upTo);
    if (Object.keys(known).length !== known.length) return `turn ${index + 1}: a task's number is missing`;
    const result = await replayOrchestrator(
      orchestrator,
      instanceOf(golden),
      golden.history.slice(0, delivered),
      known,
    );
    const problem =
      difference(result, upTo.slice(delivered)) ??
      (result.tasks.length !== known.length
        ? `the history has ${known.length} tasks, the replay ${result.tasks.length}`
        : undefined);
    if (problem !== undefined) return `turn ${index + 1}: ${problem}`;
  }
  return undefined;
};
