import type { Outcome } from '../../../../factory/domain/failure.ts';
import { EventType, type HistoryEvent } from '../../../../platform/embedded/host/durable/history-event.ts';
import type { Instance } from '../engine/instance.ts';
import type { Facts } from '../trace.ts';

/** A task of an instance: when it was asked for and when a turn heard how it ended; an event has no task. */
export type Step = {
  kind: 'activity' | 'review' | 'sub-orchestration' | 'timer';
  name: string;
  input: Facts;
  /** Milliseconds since 1970. */
  askedAt: number;
  heardAt: number | undefined;
  /** Places in the history: what happens at the same instant has an order. */
  asked: number;
  heard: number;
  /** Of an activity. */
  outcome: Outcome<unknown> | undefined;
  fireAt: number;
};

const stepOf = (event: HistoryEvent, askedAt: number, asked: number): Step | undefined => {
  const base = {
    askedAt,
    asked,
    heardAt: undefined,
    heard: Infinity,
    outcome: undefined,
    fireAt: 0,
    name: '',
    input: {},
  };
  switch (event.EventType) {
    case EventType.TaskScheduled:
      return { ...base, kind: 'activity', name: event.Name, input: JSON.parse(event.Input) as Facts };
    case EventType.SubOrchestrationInstanceCreated: {
      const kind = event.Name === 'review' ? 'review' : 'sub-orchestration';
      return { ...base, kind, name: event.Name, input: JSON.parse(event.Input) as Facts };
    }
    case EventType.TimerCreated:
      return { ...base, kind: 'timer', fireAt: Date.parse(event.FireAt) };
    default:
      return undefined;
  }
};

/** All tasks of an instance, in the order in which they were asked for. */
export const stepsOf = ({ history }: Instance): Step[] => {
  const steps: Step[] = [];
  let now = 0;
  let place = 0;
  const hear = (number: number, outcome?: Outcome<unknown>): void => {
    const step = steps[number];
    if (step) Object.assign(step, { heardAt: now, heard: place, outcome });
  };
  for (const event of history) {
    place += 1;
    const step = stepOf(event, now, place);
    if (step) steps.push(step);
    if (event.EventType === EventType.OrchestratorStarted) now = Date.parse(event.Timestamp);
    else if (event.EventType === EventType.TaskCompleted)
      hear(event.TaskScheduledId, JSON.parse(event.Result) as Outcome<unknown>);
    else if (
      event.EventType === EventType.SubOrchestrationInstanceCompleted ||
      event.EventType === EventType.SubOrchestrationInstanceFailed
    )
      hear(event.TaskScheduledId);
    else if (event.EventType === EventType.TimerFired) hear(event.TimerId);
  }
  return steps;
};

/** The step that a review was asked about. */
export const askedAbout = ({ kind, input }: Step): string | undefined =>
  kind === 'review' ? (input['request'] as { step: string }).step : undefined;

/** The same for all tries of the same. */
export const keyOf = ({ name, input }: Step): string => {
  const { attempt: _, ...rest } = input;
  return `${name} ${JSON.stringify(rest)}`;
};
