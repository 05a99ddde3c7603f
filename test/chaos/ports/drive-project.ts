import { compensation } from '../../../orchestrators/compensation.ts';
import { delivery } from '../../../orchestrators/delivery.ts';
import { deployment } from '../../../orchestrators/deployment.ts';
import { factory } from '../../../orchestrators/factory.ts';
import type { OrchestrationContext, Steps } from '../../../orchestrators/lib/durable.ts';
import { microservice } from '../../../orchestrators/microservice.ts';
import { quality } from '../../../orchestrators/quality.ts';
import { review } from '../../../orchestrators/review.ts';
import type { VirtualTime } from './virtual-time.ts';

export type Facts = Record<string, unknown>;
type Activity = { kind: 'activity'; name: string; input: Facts };
type Part = { kind: 'part'; name: string; input: unknown; id: string };
type Timer = { kind: 'timer'; until: number; isCompleted: boolean; isCanceled: boolean; cancel(): void };
type Event = { kind: 'event'; name: string };
type One = Activity | Part | Timer | Event;
type Task = One | { kind: 'all'; tasks: readonly One[] } | { kind: 'any'; tasks: readonly One[] };

const parts: Readonly<Record<string, unknown>> = {
  factory,
  microservice,
  quality,
  delivery,
  deployment,
  compensation,
  review,
};

/** What a run may take before it is said to go on for ever. */
const MAX_ACTIVITIES = 5_000;

export type Driven = {
  activities: number;
  timersOpen: number;
} & ({ result: { status: string } } | { broken: string });

/**
 * Runs the orchestrators with real activities, one after the other, in virtual time. `wakes` is asked at each wait for an event
 * whether it comes; else time passes until the wait is over.
 */
export const driveProject = async (given: {
  input: unknown;
  time: VirtualTime;
  perform: (name: string, input: Facts) => Promise<unknown>;
  wakes: (event: string) => Promise<boolean>;
}): Promise<Driven> => {
  const { time } = given;
  const timers: Timer[] = [];
  let activities = 0;

  const elapse = (timer: Timer): void => {
    time.moveTo(timer.until);
    timer.isCompleted = true;
  };

  const runOne = async (task: One): Promise<unknown> => {
    if (task.kind === 'timer') return elapse(task);
    if (task.kind === 'event') throw new Error(`Event ${task.name} is awaited without a timer.`);
    if (task.kind === 'part') return runAll(task.name, task.input, task.id);
    activities += 1;
    if (activities > MAX_ACTIVITIES) throw new Error(`${MAX_ACTIVITIES} activities and no end.`);
    return given.perform(task.name, structuredClone(task.input));
  };

  const runAny = async (tasks: readonly One[]): Promise<unknown> => {
    const event = tasks.find((task) => task.kind === 'event');
    const timer = tasks.find((task) => task.kind === 'timer');
    if (event && (await given.wakes(event.name))) return event;
    if (timer) elapse(timer);
    return timer;
  };

  const runTask = async (task: Task): Promise<unknown> => {
    if (task.kind === 'any') return runAny(task.tasks);
    if (task.kind !== 'all') return runOne(task);
    const results: unknown[] = [];
    for (const one of task.tasks) results.push(await runOne(one));
    return results;
  };

  const contextOf = (input: unknown, instanceId: string) =>
    ({
      df: {
        instanceId,
        getInput: () => input,
        setCustomStatus: () => undefined,
        get currentUtcDateTime() {
          return time.now();
        },
        callActivity: (name: string, own: Facts) => ({ kind: 'activity', name, input: own }),
        callSubOrchestrator: (name: string, own: unknown, id: string) => ({
          kind: 'part',
          name,
          input: own,
          id,
        }),
        createTimer: (until: Date) => {
          const timer: Timer = {
            kind: 'timer',
            until: until.getTime(),
            isCompleted: false,
            isCanceled: false,
            cancel: () => {
              timer.isCanceled = true;
            },
          };
          timers.push(timer);
          return timer;
        },
        waitForExternalEvent: (name: string) => ({ kind: 'event', name }),
        Task: {
          all: (tasks: One[]) => ({ kind: 'all', tasks }),
          any: (tasks: One[]) => ({ kind: 'any', tasks }),
        },
      },
    }) as unknown as OrchestrationContext;

  const runAll = async (name: string, input: unknown, id: string): Promise<unknown> => {
    const part = parts[name] as (context: OrchestrationContext) => Steps<unknown>;
    const steps = part(contextOf(structuredClone(input), id));
    let step = steps.next();
    while (!step.done) step = steps.next(await runTask(step.value as unknown as Task));
    return step.value;
  };

  const count = () => ({
    activities,
    timersOpen: timers.filter(({ isCompleted, isCanceled }) => !isCompleted && !isCanceled).length,
  });
  try {
    const { projectId } = given.input as { projectId: string };
    const result = (await runAll('factory', given.input, projectId)) as { status: string };
    return { result, ...count() };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error), ...count() };
  }
};
