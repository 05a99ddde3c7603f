import { evaluateCondition, UnsupportedExpression } from './expression.ts';
import {
  variableGroup,
  type JobDefinition,
  type PipelineDefinition,
  type StageDefinition,
  type VariableDefinition,
} from './pipeline-definition.ts';
import type { RunContext } from './run-context.ts';
import { runGraph } from './run-graph.ts';
import { runJob, type JobResult } from './run-job.ts';
import { Variables } from './variables.ts';

type Before = ReadonlyMap<string, JobResult>;

/** Adds variables to those of the outer level; a value may refer to what stands before it. */
const withVariables = (
  outer: Readonly<Record<string, string>>,
  definitions: readonly VariableDefinition[],
): Record<string, string> => {
  const variables = new Variables(outer);
  const named: Record<string, string> = { ...outer };
  for (const definition of definitions) {
    if ('group' in definition) continue;
    named[definition.name] = variables.expand(definition.value);
    variables.set(definition.name, named[definition.name] ?? '');
  }
  return named;
};

type Conditional = { dependsOn: string[]; condition: string | undefined };

const conditionHolds = (
  condition: string,
  before: Before,
  variables: Readonly<Record<string, string>>,
): boolean => {
  const chosen = (names: readonly string[]): JobResult[] =>
    [...before].filter(([name]) => names.length === 0 || names.includes(name)).map(([, result]) => result);
  const lookup = new Variables(variables);
  return evaluateCondition(condition, {
    roots: { variables: (name) => lookup.get(name) },
    status: {
      succeeded: (names) => chosen(names).every((result) => result === 'succeeded'),
      failed: (names) => chosen(names).includes('failed'),
      always: () => true,
      succeededorfailed: (names) => chosen(names).every((result) => result !== 'not-run'),
      canceled: () => false,
    },
  });
};

/** Why a stage or job does not run after what came before; `undefined` when it has to. */
const reasonToSkip = (
  kind: 'stage' | 'job',
  node: Conditional,
  before: Before,
  variables: Readonly<Record<string, string>>,
): string | undefined => {
  if (conditionHolds(node.condition ?? 'succeeded()', before, variables)) return undefined;
  const results = [...before];
  const [name, result] =
    results.find(([, found]) => found === 'failed') ?? results.find(([, found]) => found === 'not-run') ?? [];
  if (name === undefined) return `its condition does not hold: ${node.condition ?? ''}`;
  return `the ${kind} ${name} ${result === 'failed' ? 'failed' : 'did not run'}`;
};

/** Every job of a stage gets its row, and no job counts as run. */
const reportNotRun = (
  run: RunContext,
  stage: string,
  jobs: readonly JobDefinition[],
  reason: string,
): JobResult => {
  for (const job of jobs) {
    run.addStep({ stage, job: job.name, name: job.name, status: 'not-run', detail: reason, durationMs: 0 });
  }
  return 'not-run';
};

/** A condition that is not understood fails its stage or job: nobody can say that it had nothing to do. */
const decide = (
  run: RunContext,
  place: string,
  reason: () => string | undefined,
): { skip: string | undefined; failed: boolean } => {
  try {
    return { skip: reason(), failed: false };
  } catch (error) {
    if (!(error instanceof UnsupportedExpression)) throw error;
    run.addFailure(`${place}: ${error.message}`);
    return { skip: error.message, failed: true };
  }
};

const runStage = async (
  run: RunContext,
  stage: StageDefinition,
  before: Before,
  outer: Readonly<Record<string, string>>,
): Promise<JobResult> => {
  const variables = withVariables(outer, stage.variables);
  const decision = decide(run, stage.name, () => reasonToSkip('stage', stage, before, variables));
  const group = variableGroup(stage.variables);
  const reason =
    decision.skip ??
    (group === undefined ? undefined : `the variable group ${group} is held by Azure DevOps`);
  if (reason !== undefined) {
    reportNotRun(run, stage.name, stage.jobs, reason);
    return decision.failed ? 'failed' : 'not-run';
  }
  const results = await runGraph<JobDefinition, JobResult>(stage.jobs, async (job, jobsBefore) => {
    if (job.unsupported !== undefined) return reportNotRun(run, stage.name, [job], job.unsupported);
    const own = withVariables(variables, job.variables);
    const { skip, failed } = decide(run, `${stage.name}.${job.name}`, () =>
      reasonToSkip('job', job, jobsBefore, own),
    );
    if (skip === undefined) return run.agents(() => runJob(run, stage.name, job, own));
    reportNotRun(run, stage.name, [job], skip);
    return failed ? 'failed' : 'not-run';
  });
  const outcomes = [...results.values()];
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.includes('succeeded') ? 'succeeded' : 'not-run';
};

/** Runs the stages of a pipeline. It succeeds when something ran and nothing that ran failed. */
export const runStages = async (
  run: RunContext,
  pipeline: PipelineDefinition,
): Promise<'succeeded' | 'failed'> => {
  const variables = withVariables({}, pipeline.variables);
  const results = await runGraph<StageDefinition, JobResult>(pipeline.stages, (stage, before) =>
    runStage(run, stage, before, variables),
  );
  const outcomes = [...results.values()];
  if (outcomes.includes('failed')) return 'failed';
  if (outcomes.includes('succeeded')) return 'succeeded';
  run.addFailure('No stage of the pipeline could run here.');
  return 'failed';
};
