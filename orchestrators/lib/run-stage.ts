import { stageTitles, type Stage } from '../../factory/domain/stage.ts';
import { call } from './call-activity.ts';
import type { Steps } from './durable.ts';
import { StepFailed, type Facts, type Step } from './step.ts';
import { transition } from './transition.ts';

/**
 * The frame around every stage: publish that it started, run it, check that it produced all that it owes for the services,
 * publish that it completed. A failure is published as the stage's and handed on.
 */
export function* runStage<T>(
  project: Omit<Step, 'stage'>,
  stage: Stage,
  work: (step: Step) => Steps<T>,
  items: readonly { service: string }[],
): Steps<T> {
  const step: Step = { ...project, stage };
  const title = stageTitles[stage];
  yield* transition(step, { type: 'stage.started', stage, message: `${title} started` });
  try {
    const result = yield* work(step);
    const services = items.map(({ service }) => service);
    const completed = { type: 'stage.completed', stage, services, message: `${title} completed` };
    // What it owes and does not have is a failure of the stage, put to a person.
    yield* call(step, 'recordTransition', completed as Facts<'recordTransition'>);
    return result;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    const ended = error.failure.kind === 'stopped' ? 'was stopped' : 'failed';
    const message = `${title} ${ended}: ${error.failure.message}`.slice(0, 2_000);
    yield* transition(step, { type: 'stage.failed', stage, message });
    throw error;
  }
}
