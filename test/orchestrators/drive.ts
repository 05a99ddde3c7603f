import type { OrchestrationContext, Steps } from '../../orchestrators/lib/durable.ts';

type Scheduled =
  | { kind: 'activity'; name: string; input: Record<string, unknown> }
  | { kind: 'sub-orchestration'; name: string; input: Record<string, unknown>; id: string }
  | { kind: 'timer'; at: Date };
type Joined = { kind: 'all'; tasks: Scheduled[] };

export type Answers = (name: string, input: Record<string, unknown>) => unknown;

/**
 * Runs an orchestration without a host: answers what it schedules, at once, with a clock that only timers move. Gives back its
 * result and, in order, what it scheduled.
 */
export const drive = (
  orchestration: (context: OrchestrationContext) => Steps<unknown>,
  input: unknown,
  answer: Answers,
) => {
  let now = new Date('2026-01-01T00:00:00.000Z');
  const log: string[] = [];
  const scheduled: { name: string; input: Record<string, unknown> }[] = [];
  const run = (task: Scheduled): unknown => {
    if (task.kind === 'timer') {
      log.push(`timer +${(task.at.getTime() - now.getTime()) / 1_000} s`);
      now = task.at;
      return undefined;
    }
    scheduled.push({ name: task.name, input: task.input });
    const stage =
      task.name === 'recordTransition'
        ? ` ${String(task.input['type'])} ${String(task.input['stage'] ?? '')}`
        : '';
    log.push(`${task.name}${stage}`.trim());
    return answer(task.name, task.input);
  };
  const context = {
    df: {
      getInput: () => input,
      setCustomStatus: () => undefined,
      get currentUtcDateTime() {
        return now;
      },
      callActivity: (name: string, activityInput: Record<string, unknown>) => ({
        kind: 'activity',
        name,
        input: activityInput,
      }),
      callSubOrchestrator: (name: string, subInput: Record<string, unknown>, id: string) => ({
        kind: 'sub-orchestration',
        name,
        input: subInput,
        id,
      }),
      createTimer: (at: Date) => ({ kind: 'timer', at }),
      Task: { all: (tasks: Scheduled[]) => ({ kind: 'all', tasks }) },
    },
  } as unknown as OrchestrationContext;
  const steps = orchestration(context);
  let step = steps.next();
  while (!step.done) {
    const task = step.value as unknown as Scheduled | Joined;
    const value = task.kind === 'all' ? task.tasks.map(run) : run(task);
    step = steps.next(value);
  }
  return { result: step.value, log, scheduled };
};
