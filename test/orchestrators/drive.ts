import { compensation } from '../../orchestrators/compensation.ts';
import { delivery } from '../../orchestrators/delivery.ts';
import { deployment } from '../../orchestrators/deployment.ts';
import type { OrchestrationContext, Steps } from '../../orchestrators/lib/durable.ts';
import { microservice } from '../../orchestrators/microservice.ts';
import { quality } from '../../orchestrators/quality.ts';
import { review } from '../../orchestrators/review.ts';

type Facts = Record<string, unknown>;
type Timer = { kind: 'timer'; at: Date; isCompleted: boolean; isCanceled: boolean; cancel(): void };
type Event = { kind: 'event'; name: string; isCompleted: boolean; result?: unknown };
type Scheduled =
  | { kind: 'activity'; name: string; input: Facts }
  | { kind: 'sub-orchestration'; name: string; input: Facts; id: string }
  | Timer
  | Event;
type Awaited = Scheduled | { kind: 'all'; tasks: Scheduled[] } | { kind: 'any'; tasks: Scheduled[] };

/** Answers an activity; `undefined` means that it succeeds with nothing. */
export type Answers = (name: string, input: Facts) => unknown;

type Orchestration = (context: OrchestrationContext) => Steps<unknown>;

const parts: Readonly<Record<string, unknown>> = {
  microservice,
  quality,
  delivery,
  deployment,
  compensation,
  review,
};

const lineOf = ({ name, input }: { name: string; input: Facts }): string =>
  name === 'recordTransition'
    ? `recordTransition ${[input['type'], input['stage']].filter(Boolean).join(' ')}`
    : name;

/**
 * Runs an orchestration and those below it without a host: answers what it schedules, at once, with a clock that only timers
 * move. `wakes` says which waits are ended by their event, which carries `brings`; the others by time. Gives back its result and, in order, what was
 * scheduled; `open` are timers that were left running.
 */
export const drive = (
  orchestration: Orchestration,
  input: unknown,
  answer: Answers,
  options: { wakes?: (event: string) => boolean; brings?: unknown } = {},
) => {
  let now = new Date('2026-01-01T00:00:00.000Z');
  const start = now.getTime();
  const log: string[] = [];
  const scheduled: { name: string; input: Facts; at: number }[] = [];
  const timers: Timer[] = [];
  const ids: string[] = [];

  const elapse = (timer: Timer): void => {
    const seconds = (timer.at.getTime() - now.getTime()) / 1_000;
    log.push(`timer +${seconds} s`);
    if (timer.at > now) now = timer.at;
    timer.isCompleted = true;
  };

  const runOne = (task: Scheduled): unknown => {
    if (task.kind === 'timer') return elapse(task);
    if (task.kind === 'event') throw new Error(`Event ${task.name} is awaited without a timer.`);
    const part =
      task.kind === 'sub-orchestration' ? (parts[task.name] as Orchestration | undefined) : undefined;
    if (part && task.kind === 'sub-orchestration') {
      if (ids.includes(task.id)) throw new Error(`Instance ${task.id} is started twice.`);
      ids.push(task.id);
      log.push(task.name);
      return runAll(part, task.input, task.id);
    }
    scheduled.push({ name: task.name, input: task.input, at: now.getTime() - start });
    log.push(lineOf(task));
    return answer(task.name, task.input) ?? { ok: true, value: null };
  };

  const runAny = (tasks: readonly Scheduled[]): unknown => {
    const event = tasks.find((task): task is Event => task.kind === 'event');
    const timer = tasks.find((task): task is Timer => task.kind === 'timer');
    if (event && options.wakes?.(event.name)) {
      log.push('woken');
      Object.assign(event, { isCompleted: true, result: options.brings ?? null });
      return event;
    }
    if (timer) elapse(timer);
    return timer;
  };

  const contextOf = (own: unknown, instanceId: string) =>
    ({
      df: {
        instanceId,
        getInput: () => own,
        setCustomStatus: () => undefined,
        get currentUtcDateTime() {
          return now;
        },
        callActivity: (name: string, given: Facts) => ({ kind: 'activity', name, input: given }),
        callSubOrchestrator: (name: string, given: Facts, id: string) => ({
          kind: 'sub-orchestration',
          name,
          input: given,
          id,
        }),
        createTimer: (at: Date) => {
          const timer: Timer = {
            kind: 'timer',
            at,
            isCompleted: false,
            isCanceled: false,
            cancel: () => {
              timer.isCanceled = true;
            },
          };
          timers.push(timer);
          return timer;
        },
        waitForExternalEvent: (name: string) => ({ kind: 'event', name, isCompleted: false }),
        Task: {
          all: (tasks: Scheduled[]) => ({ kind: 'all', tasks }),
          any: (tasks: Scheduled[]) => ({ kind: 'any', tasks }),
        },
      },
    }) as unknown as OrchestrationContext;

  const runAll = (part: Orchestration, own: unknown, instanceId: string): unknown => {
    const steps = part(contextOf(own, instanceId));
    let step = steps.next();
    while (!step.done) {
      const task = step.value as unknown as Awaited;
      const value =
        task.kind === 'all'
          ? task.tasks.map(runOne)
          : task.kind === 'any'
            ? runAny(task.tasks)
            : runOne(task);
      step = steps.next(value);
    }
    return step.value;
  };

  const result = runAll(orchestration, input, 'p-1');
  const open = timers.filter(({ isCompleted, isCanceled }) => !isCompleted && !isCanceled);
  return { result, log, scheduled, open, elapsed: () => now.getTime() - start };
};
