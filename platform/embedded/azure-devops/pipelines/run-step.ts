import { PortError } from '../../../port-error.ts';
import { evaluateCondition, UnsupportedExpression } from './expression.ts';
import type { JobState } from './job-state.ts';
import type { StepDefinition } from './pipeline-definition.ts';
import { findRunner, stepTitle } from './steps/find-runner.ts';
import { failedWith, isTrue, notRun, type StepContext, type StepOutcome } from './steps/step-context.ts';

/** A step without `timeoutInMinutes` may take this long; Azure's own default is the job's hour. */
const STEP_TIMEOUT_MS = 10 * 60_000;
const MINUTE = 60_000;

const holds = (condition: string, job: JobState): boolean =>
  evaluateCondition(condition, {
    roots: { variables: (name) => job.variables.get(name) },
    status: {
      succeeded: () => !job.failed,
      failed: () => job.failed,
      always: () => true,
      succeededorfailed: () => true,
      canceled: () => false,
    },
  });

/** Why a step is passed over; `undefined` when it has to run. */
const reasonToSkip = (step: StepDefinition, job: JobState): StepOutcome | undefined => {
  if (step.enabled !== undefined && !isTrue(step.enabled)) return notRun('it is not enabled');
  if (step.condition === undefined) return job.failed ? notRun('a step before it failed') : undefined;
  try {
    return holds(step.condition, job) ? undefined : notRun(`its condition does not hold: ${step.condition}`);
  } catch (error) {
    // Whether it had to run is not known, so the job cannot be said to have passed.
    if (error instanceof UnsupportedExpression) return failedWith(`not run: ${error.message}`);
    throw error;
  }
};

const contextOf = (step: StepDefinition, job: JobState, log: (text: string) => void): StepContext => {
  const inputs = new Map(Object.entries(step.inputs).map(([name, value]) => [name.toLowerCase(), value]));
  const limit = step.timeoutInMinutes ? step.timeoutInMinutes * MINUTE : STEP_TIMEOUT_MS;
  return {
    step,
    input: (name) => {
      const value = inputs.get(name.toLowerCase());
      return value === undefined || value === '' ? undefined : job.variables.expand(value);
    },
    variables: job.variables,
    sources: job.sources,
    home: job.home,
    repository: job.run.repositoryPath,
    commit: job.run.commit,
    timeoutMs: Math.max(1, Math.min(limit, job.deadline - performance.now())),
    registry: job.run.registry,
    installCache: job.run.installCache,
    log,
  };
};

/** Runs one step, or says why it does not run here. Throws only what is worth another try of the whole run. */
export const runStep = async (
  step: StepDefinition,
  job: JobState,
  log: (text: string) => void,
): Promise<StepOutcome> => {
  const skipped = reasonToSkip(step, job);
  if (skipped !== undefined) return skipped;
  if (job.gap !== undefined) return notRun(`it follows a step that did not run here: ${job.gap}`);
  const runner = findRunner(step);
  if (typeof runner === 'string') {
    job.gap = stepTitle(step);
    return notRun(runner);
  }
  job.ran = true;
  try {
    return await runner(contextOf(step, job, log));
  } catch (error) {
    if (PortError.is(error) && error.kind === 'transient') throw error;
    return failedWith(error instanceof Error ? error.message : String(error));
  }
};
