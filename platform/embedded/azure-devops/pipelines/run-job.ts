import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { JobState } from './job-state.ts';
import type { JobDefinition, StepDefinition } from './pipeline-definition.ts';
import type { RunContext } from './run-context.ts';
import { runStep } from './run-step.ts';
import { stepTitle } from './steps/find-runner.ts';
import { isTrue } from './steps/step-context.ts';
import { systemVariables } from './system-variables.ts';
import { Variables } from './variables.ts';

export type JobResult = 'succeeded' | 'failed' | 'not-run';

/** Lines of a failed step's log that the run's result holds. */
const LOG_LINES = 40;

const checkoutSelf: StepDefinition = { checkout: 'self', env: {}, inputs: {} };

/** Without a checkout step a job begins with one. */
const stepsOf = (job: JobDefinition): StepDefinition[] =>
  job.steps.some((step) => step['checkout'] !== undefined) ? job.steps : [checkoutSelf, ...job.steps];

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-LOG_LINES).join('\n');

const startJob = async (
  run: RunContext,
  names: { stage: string; job: string },
  timeoutMs: number | undefined,
  given: Readonly<Record<string, string>>,
): Promise<JobState> => {
  const folder = join(run.folder, 'work', `${names.stage}.${names.job}`);
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true });
  await mkdir(join(folder, 'a'));
  return {
    run,
    variables: new Variables({ ...given, ...systemVariables(run, folder, names) }),
    folder,
    sources: join(folder, 's'),
    home,
    deadline: performance.now() + (timeoutMs ?? Infinity),
    failed: false,
    gap: undefined,
    ran: false,
  };
};

/** Runs a job's steps in order; each gets a row in the report and a log, whether it runs or not. */
export const runJob = async (
  run: RunContext,
  stage: string,
  definition: JobDefinition,
  variables: Readonly<Record<string, string>>,
): Promise<JobResult> => {
  const job = await startJob(run, { stage, job: definition.name }, definition.timeoutMs, variables);
  for (const [index, step] of stepsOf(definition).entries()) {
    const started = performance.now();
    const name = job.variables.expand(stepTitle(step));
    let log = '';
    const { tests, ...outcome } = await runStep(step, job, (text) => (log += text));
    const number = String(index + 1).padStart(2, '0');
    const place = `${stage}.${definition.name}`;
    await appendFile(
      join(run.folder, 'logs', `${place}.${number}.log`),
      `${name}: ${outcome.status}: ${outcome.detail}\n${log}`,
    );
    run.addStep({
      stage,
      job: definition.name,
      name,
      ...outcome,
      durationMs: Math.round(performance.now() - started),
    });
    if (tests !== undefined) run.addTests(tests);
    if (outcome.status === 'failed' && !isTrue(step.continueOnError)) {
      job.failed = true;
      run.addFailure(`${place}: ${name}: ${outcome.detail}\n${lastLines(log)}`.trimEnd());
    }
  }
  if (job.failed) return 'failed';
  // A job with a gap did not do what it is for, whatever ran before it.
  return job.gap === undefined && job.ran ? 'succeeded' : 'not-run';
};
