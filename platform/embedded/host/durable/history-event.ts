/**
 * The events of an orchestration's history as the Durable SDK reads them (out-of-process replay protocol). `Input`,
 * `Result` are JSON texts; times are ISO 8601. `EventId` is the task's number, -1 where an event is no task's start.
 */
export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  EventRaised: 15,
} as const;

type Recorded<Type extends keyof typeof EventType, Fields> = {
  EventType: (typeof EventType)[Type];
  EventId: number;
  IsPlayed: false;
  Timestamp: string;
} & Fields;

export type HistoryEvent =
  | Recorded<'OrchestratorStarted', object>
  | Recorded<'ExecutionStarted', { Name: string; Input: string | null; Version?: string }>
  | Recorded<'ExecutionCompleted', { OrchestrationStatus: string; Result: string | null }>
  | Recorded<'ExecutionTerminated', { Reason: string }>
  | Recorded<'TaskScheduled', { Name: string; Input: string }>
  | Recorded<'TaskCompleted', { TaskScheduledId: number; Result: string }>
  | Recorded<'TaskFailed', { TaskScheduledId: number; Reason: string; Details: string }>
  | Recorded<'SubOrchestrationInstanceCreated', { Name: string; InstanceId: string; Input: string }>
  | Recorded<'SubOrchestrationInstanceCompleted', { TaskScheduledId: number; Result: string }>
  | Recorded<'SubOrchestrationInstanceFailed', { TaskScheduledId: number; Reason: string; Details: string }>
  | Recorded<'TimerCreated', { FireAt: string }>
  | Recorded<'TimerFired', { TimerId: number; FireAt: string }>
  | Recorded<'EventRaised', { Name: string; Input: string | null }>;

/** Everything that happened to an instance and was not yet given to its orchestrator. */
export type IncomingEvent = Extract<
  HistoryEvent,
  {
    EventType:
      | typeof EventType.ExecutionStarted
      | typeof EventType.ExecutionTerminated
      | typeof EventType.TaskCompleted
      | typeof EventType.TaskFailed
      | typeof EventType.SubOrchestrationInstanceCompleted
      | typeof EventType.SubOrchestrationInstanceFailed
      | typeof EventType.TimerFired
      | typeof EventType.EventRaised;
  }
>;

type Common = 'EventId' | 'IsPlayed' | 'Timestamp';
type Without<Event, Keys extends PropertyKey> = Event extends unknown ? Omit<Event, Keys> : never;

/** An event that is no task's start. */
export const occurred = <Fields extends Without<HistoryEvent, Common>>(time: number, fields: Fields) => ({
  EventId: -1,
  IsPlayed: false as const,
  Timestamp: new Date(time).toISOString(),
  ...fields,
});

/** Events that the SDK acts on in a replay; the others are for the record and are not sent to it. */
const replayed: ReadonlySet<number> = new Set([
  EventType.ExecutionStarted,
  EventType.TaskCompleted,
  EventType.TaskFailed,
  EventType.SubOrchestrationInstanceCompleted,
  EventType.SubOrchestrationInstanceFailed,
  EventType.TimerFired,
  EventType.OrchestratorStarted,
  EventType.EventRaised,
]);

export const isReplayed = (event: HistoryEvent): boolean => replayed.has(event.EventType);

const nameOf = new Map<number, string>(Object.entries(EventType).map(([name, type]) => [type, name]));

/** The name of an event's type, as the status endpoint shows it. */
export const eventTypeName = (event: HistoryEvent): string => nameOf.get(event.EventType) ?? 'Unknown';
