import {
  EventType,
  occurred,
  type HistoryEvent,
  type IncomingEvent,
} from '../../../../platform/embedded/host/durable/history-event.ts';
import type { SingleTask } from './tasks.ts';

/** An orchestration in the simulated engine. */
export type Instance = {
  id: string;
  name: string;
  /** JSON text. */
  input: string;
  parent: { id: string; task: number } | undefined;
  status: 'Running' | 'Completed' | 'Failed';
  output: unknown;
  startedAt: number;
  endedAt: number | undefined;
  history: HistoryEvent[];
  /** What it asked for, by number. */
  scheduled: string[];
  /** What was delivered and not yet given to a turn. */
  inbox: IncomingEvent[];
  /** Numbers of activities that have not answered. */
  working: Map<number, { name: string; input: string }>;
  /** Numbers of timers that run. */
  timers: Map<number, string>;
  isTurnDue: boolean;
  /** Timers that ran, and activities that worked, when it ended. */
  leftOpen: number;
};

export const createInstance = (
  { id, name, input, parent }: Pick<Instance, 'id' | 'name' | 'input' | 'parent'>,
  now: number,
): Instance => ({
  id,
  name,
  input,
  parent,
  status: 'Running',
  output: undefined,
  startedAt: now,
  endedAt: undefined,
  history: [],
  scheduled: [],
  inbox: [occurred(now, { EventType: EventType.ExecutionStarted, Name: name, Input: input })],
  working: new Map(),
  timers: new Map(),
  isTurnDue: false,
  leftOpen: 0,
});

/** A task as it must come again in every replay. */
export const describe = ({ kind, name, input, instanceId, fireAt }: SingleTask): string =>
  [kind, name, instanceId, fireAt, input].filter(Boolean).join(' ');

/** How the history names a task that was asked for. */
export const scheduledEvent = (task: SingleTask, number: number, now: number): HistoryEvent => {
  const { name: Name, input: Input, instanceId: InstanceId, fireAt: FireAt } = task;
  if (task.kind === 'activity')
    return { ...occurred(now, { EventType: EventType.TaskScheduled, Name, Input }), EventId: number };
  if (task.kind === 'timer')
    return { ...occurred(now, { EventType: EventType.TimerCreated, FireAt }), EventId: number };
  return {
    ...occurred(now, { EventType: EventType.SubOrchestrationInstanceCreated, Name, InstanceId, Input }),
    EventId: number,
  };
};
