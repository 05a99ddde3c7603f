import { EventType } from '../../../platform/embedded/host/durable/history-event.ts';
import type { HistoryEvent } from '../../../platform/embedded/host/durable/history-event.ts';
import type { GoldenHistory } from './golden-history.ts';

type Mutation = { what: string; golden: GoldenHistory };

const withHistory = (golden: GoldenHistory, what: string, history: HistoryEvent[]): Mutation => ({
  what,
  golden: { ...golden, history },
});

const renamed = (golden: GoldenHistory): Mutation[] =>
  golden.history.flatMap((event, index) =>
    event.EventType === EventType.TaskScheduled ||
    event.EventType === EventType.SubOrchestrationInstanceCreated
      ? [
          withHistory(
            golden,
            `${event.Name} renamed at ${index}`,
            golden.history.with(index, { ...event, Name: `${event.Name}X` }),
          ),
        ]
      : [],
  );

/** Two different tasks that follow each other, each under the number of the other. */
const swapped = (golden: GoldenHistory): Mutation[] =>
  golden.history.flatMap((event, index) => {
    const next = golden.history[index + 1];
    if (event.EventType !== EventType.TaskScheduled || next?.EventType !== EventType.TaskScheduled) return [];
    if (event.Name === next.Name && event.Input === next.Input) return [];
    const history = golden.history
      .with(index, { ...next, EventId: event.EventId })
      .with(index + 1, { ...event, EventId: next.EventId });
    return [withHistory(golden, `${event.Name} and ${next.Name} swapped at ${index}`, history)];
  });

const needed: ReadonlySet<number> = new Set([
  EventType.ExecutionStarted,
  EventType.ExecutionCompleted,
  EventType.TaskScheduled,
  EventType.TaskCompleted,
  EventType.SubOrchestrationInstanceCreated,
  EventType.SubOrchestrationInstanceCompleted,
  EventType.TimerCreated,
  EventType.TimerFired,
]);

const dropped = (golden: GoldenHistory): Mutation[] =>
  golden.history.flatMap((event, index) =>
    needed.has(event.EventType)
      ? [
          withHistory(
            golden,
            `event ${index} of type ${event.EventType} dropped`,
            golden.history.toSpliced(index, 1),
          ),
        ]
      : [],
  );

/** Every history that another program than the orchestrator's would have left: a name changed, an order, an event gone. */
export const mutationsOf = (golden: GoldenHistory): Mutation[] => [
  ...renamed(golden),
  ...swapped(golden),
  ...dropped(golden),
];
