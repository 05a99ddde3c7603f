import type { Outcome } from '../../factory/domain/failure.ts';
import { ofRun } from '../../factory/domain/run-name.ts';
import type { Steps } from './durable.ts';
import { StepFailed, type Step } from './step.ts';

/** Most services that are worked on at a time. */
const LIMIT = 4;

type Item = { service: string };

export type ServiceStepInput<T extends Item = Item> = T & {
  projectId: string;
  correlationId: string;
  run?: number;
};

/** Which failure is told of several: what stops the project first, and what stopped because of it last. */
const gravest = (outcomes: readonly Outcome<unknown>[]) => {
  const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure]));
  return (
    failures.find(({ kind }) => kind === 'critical') ??
    failures.find(({ kind }) => kind !== 'stopped') ??
    failures[0]
  );
};

/**
 * Runs a sub-orchestration for every service, a few at a time, under the id `<project>:<orchestrator>:<service>`. They
 * answer outcomes and never throw, so that one that fails does not lose the work of the others; a failure is raised when all
 * have ended.
 */
export function* forEachService<T>(
  { context, projectId, correlationId, run }: Step,
  orchestrator: 'microservice' | 'quality' | 'delivery' | 'deployment',
  items: readonly Item[],
): Steps<T[]> {
  const outcomes: Outcome<T>[] = [];
  for (let start = 0; start < items.length; start += LIMIT) {
    const tasks = items.slice(start, start + LIMIT).map((item) => {
      const input: ServiceStepInput = {
        ...item,
        projectId,
        correlationId,
        ...(run === undefined ? {} : { run }),
      };
      const id = [projectId, orchestrator, item.service, ofRun(run)].filter(Boolean).join(':');
      return context.df.callSubOrchestrator(orchestrator, input, id);
    });
    const batch = (yield context.df.Task.all(tasks)) as Outcome<T>[];
    outcomes.push(...batch);
  }
  const failure = gravest(outcomes);
  if (failure) throw new StepFailed(failure);
  return outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
}

/** Turns the failure of a step into the outcome that a sub-orchestration answers. */
export function* asOutcome<T>(work: Steps<T>): Steps<Outcome<T>> {
  try {
    return { ok: true, value: yield* work };
  } catch (error) {
    if (error instanceof StepFailed) return { ok: false, failure: error.failure };
    throw error;
  }
}
