import type { Outcome } from '../../factory/domain/failure.ts';
import { StepFailed, type Step } from './call-activity.ts';
import type { Steps } from './durable.ts';

/** Most services that are worked on at a time. */
const LIMIT = 4;

type Item = { service: string };

export type ServiceStepInput<T extends Item = Item> = T & { projectId: string; correlationId: string };

/**
 * Runs a sub-orchestration for every service, a few at a time, under the id `<project>:<orchestrator>:<service>`. They
 * answer outcomes and never throw, so that one that fails does not lose the work of the others; the first failure is raised
 * when all have ended.
 */
export function* forEachService<T>(
  { context, projectId, correlationId }: Step,
  orchestrator: 'microservice' | 'quality' | 'deployment',
  items: readonly Item[],
): Steps<T[]> {
  const outcomes: Outcome<T>[] = [];
  for (let start = 0; start < items.length; start += LIMIT) {
    const tasks = items.slice(start, start + LIMIT).map((item) => {
      const input: ServiceStepInput = { ...item, projectId, correlationId };
      return context.df.callSubOrchestrator(
        orchestrator,
        input,
        `${projectId}:${orchestrator}:${item.service}`,
      );
    });
    const batch = (yield context.df.Task.all(tasks)) as Outcome<T>[];
    outcomes.push(...batch);
  }
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new StepFailed(outcome.failure);
    return outcome.value;
  });
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
