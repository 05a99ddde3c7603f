import { randomUUID } from 'node:crypto';

import type {
  JobDefinition,
  StageDefinition,
} from '../../../../platform/embedded/azure-devops/pipelines/pipeline-definition.ts';
import type { Project } from '../state.ts';
import { pipelinesOf, type LogIssue, type Run, type TimelineEntry } from './pipeline-state.ts';

const NO_AGENTS =
  'No hosted parallelism has been purchased or granted. To request a free parallelism grant, please fill out the form.';

type Outcome = 'succeeded' | 'failed' | 'skipped';
type Add = (entry: Partial<TimelineEntry> & { type: string; name: string }) => TimelineEntry;

const adder =
  (run: Run): Add =>
  (entry) => {
    const { identifier = entry.name } = entry;
    const made: TimelineEntry = {
      id: randomUUID(),
      order: run.records.length + 1,
      state: 'completed',
      startTime: '2026-01-01T00:00:00.0000000Z',
      finishTime: '2026-01-01T00:00:02.0000000Z',
      ...entry,
      identifier,
    };
    run.records.push(made);
    return made;
  };

const keepLog = (run: Run, text: string): number => {
  const lines = text.split('\n').map((line) => `2026-01-01T00:00:01.0000000Z ${line}`);
  run.logs.push(lines.join('\n'));
  return run.logs.length;
};

const stepName = (step: JobDefinition['steps'][number]): string =>
  step.displayName ?? step.name ?? String(step['task'] ?? step['checkout'] ?? 'CmdLine');

const asError = (message: string): LogIssue[] => [{ type: 'error', message }];

/** The steps of a job after one failed are skipped. */
const runSteps = (
  project: Project,
  run: Run,
  stage: string,
  job: JobDefinition,
  parentId: string,
): Outcome => {
  const add = adder(run);
  let outcome: Outcome = 'succeeded';
  const names = job.unsupported === undefined ? job.steps.map(stepName) : ['Deploy'];
  for (const name of names) {
    if (outcome === 'failed') {
      add({ type: 'Task', name, parentId, result: 'skipped' });
      continue;
    }
    const failure = pipelinesOf(project).fails({ stage, job: job.name, name });
    const log = { id: keepLog(run, failure?.log ?? `${name} ran`), type: 'Container' };
    const issues = failure ? { issues: asError(failure.error) } : {};
    add({ type: 'Task', name, parentId, log, result: failure ? 'failed' : 'succeeded', ...issues });
    if (failure) outcome = 'failed';
  }
  return outcome;
};

const runJob = (project: Project, run: Run, stage: string, job: JobDefinition, parentId: string): Outcome => {
  const record = adder(run)({ type: 'Job', name: job.name, identifier: `${stage}.${job.name}`, parentId });
  if (project.organization.denied.has('HostedParallelism')) {
    record.issues = asError(NO_AGENTS);
    record.result = 'failed';
    return 'failed';
  }
  const outcome = runSteps(project, run, stage, job, record.id);
  record.result = outcome;
  return outcome;
};

const runStage = (project: Project, run: Run, stage: StageDefinition, isLeftOut: boolean): Outcome => {
  const record = adder(run)({ type: 'Stage', name: `The stage ${stage.name}`, identifier: stage.name });
  const outcomes = isLeftOut ? [] : stage.jobs.map((job) => runJob(project, run, stage.name, job, record.id));
  record.result = isLeftOut ? 'skipped' : outcomes.includes('failed') ? 'failed' : 'succeeded';
  return record.result as Outcome;
};

/** Lets a run do all that it does. A stage after one that failed is skipped; after one that was left out on purpose it runs. */
export const executeRun = (project: Project, run: Run): void => {
  const failed = new Set<string>();
  for (const stage of run.pipeline.stages) {
    const isAfterFailure = stage.dependsOn.some((name) => failed.has(name));
    const outcome = runStage(project, run, stage, isAfterFailure || run.skipped.includes(stage.name));
    if (outcome === 'failed' || isAfterFailure) failed.add(stage.name);
  }
  run.status = 'completed';
  run.result = failed.size > 0 ? 'failed' : 'succeeded';
};

/** What a read of a run brings about: it goes on, and ends after some reads. One that is being cancelled ends. */
export const goOn = (project: Project, run: Run): void => {
  if (run.status === 'cancelling') {
    run.status = 'completed';
    run.result = 'canceled';
  }
  if (run.status === 'completed') return;
  run.status = 'inProgress';
  if (run.looksLeft === 0) executeRun(project, run);
  else run.looksLeft -= 1;
};
