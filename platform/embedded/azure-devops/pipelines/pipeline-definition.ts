import { z } from 'zod';

import { isMapping } from './expand-templates.ts';
import { PipelineError } from './pipeline-error.ts';

const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => String(value ?? ''));
const names = z.union([z.string().transform((name) => [name]), z.array(z.string())]);
const identifier = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);
const minutes = z.coerce.number().nonnegative();

/** Variables as name and value; a `group` names a set that only Azure DevOps holds. */
const variables = z
  .union([
    z
      .record(z.string(), scalar)
      .transform((map) => Object.entries(map).map(([name, value]) => ({ name, value }))),
    z.array(z.union([z.object({ name: z.string(), value: scalar }), z.object({ group: z.string() })])),
  ])
  .default([]);

const stepSchema = z.looseObject({
  displayName: z.string().optional(),
  name: z.string().optional(),
  condition: scalar.optional(),
  continueOnError: z.union([z.boolean(), z.string()]).optional(),
  enabled: z.union([z.boolean(), z.string()]).optional(),
  env: z.record(z.string(), scalar).default({}),
  inputs: z.record(z.string(), scalar).default({}),
  workingDirectory: z.string().optional(),
  failOnStderr: z.union([z.boolean(), z.string()]).optional(),
  timeoutInMinutes: minutes.optional(),
  target: z.union([z.string(), z.looseObject({ container: z.string().optional() })]).optional(),
});

const jobSchema = z.looseObject({
  job: identifier.optional(),
  deployment: identifier.optional(),
  dependsOn: names.default([]),
  condition: scalar.optional(),
  variables,
  steps: z.array(stepSchema).default([]),
  pool: z.unknown().optional(),
  timeoutInMinutes: minutes.optional(),
  environment: z.unknown().optional(),
});

const stageSchema = z.looseObject({
  stage: identifier,
  dependsOn: names.optional(),
  condition: scalar.optional(),
  variables,
  jobs: z.array(jobSchema).default([]),
});

/** The first variable group among variables. */
export const variableGroup = (definitions: readonly VariableDefinition[]): string | undefined =>
  definitions.flatMap((definition) => ('group' in definition ? [definition.group] : []))[0];

export type StepDefinition = z.infer<typeof stepSchema>;
export type VariableDefinition = z.infer<typeof variables>[number];

export type JobDefinition = {
  name: string;
  dependsOn: string[];
  condition: string | undefined;
  variables: VariableDefinition[];
  steps: StepDefinition[];
  timeoutMs: number | undefined;
  /** Why no job of this kind can run here. */
  unsupported: string | undefined;
};

export type StageDefinition = {
  name: string;
  dependsOn: string[];
  condition: string | undefined;
  variables: VariableDefinition[];
  jobs: JobDefinition[];
};

export type PipelineDefinition = { variables: VariableDefinition[]; stages: StageDefinition[] };

const MINUTE = 60_000;

const unsupportedImage = (pool: unknown): string | undefined => {
  const image = isMapping(pool) ? String(pool['vmImage'] ?? '').toLowerCase() : '';
  const wanted = image.startsWith('windows') ? 'win32' : image.startsWith('macos') ? 'darwin' : undefined;
  return wanted === undefined || wanted === process.platform
    ? undefined
    : `the image ${image} is not this machine`;
};

const unsupportedReason = (job: z.infer<typeof jobSchema>): string | undefined => {
  if (job.deployment !== undefined) {
    const { environment } = job;
    const name = isMapping(environment) ? environment['name'] : environment;
    return `deployment job${typeof name === 'string' ? ` to environment ${name}` : ''}: it needs Azure DevOps`;
  }
  for (const key of ['container', 'services', 'strategy', 'uses']) {
    if (job[key] !== undefined) return `a job with ${key} does not run here`;
  }
  const group = variableGroup(job.variables);
  if (group !== undefined) return `the variable group ${group} is held by Azure DevOps`;
  return unsupportedImage(job.pool);
};

const toJob = (job: z.infer<typeof jobSchema>, index: number): JobDefinition => ({
  name: job.job ?? job.deployment ?? `Job${index + 1}`,
  dependsOn: job.dependsOn,
  condition: job.condition,
  variables: job.variables,
  steps: job.steps,
  timeoutMs:
    job.timeoutInMinutes === undefined || job.timeoutInMinutes === 0
      ? undefined
      : job.timeoutInMinutes * MINUTE,
  unsupported: unsupportedReason(job),
});

const assertOrder = (kind: string, nodes: readonly { name: string; dependsOn: string[] }[]): void => {
  const done = new Set<string>();
  const known = new Set(nodes.map(({ name }) => name));
  if (known.size < nodes.length) throw new PipelineError(`Two ${kind}s have the same name.`);
  let waiting = [...nodes];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ dependsOn }) => dependsOn.every((name) => done.has(name)));
    const blocked = waiting[0];
    if (ready.length === 0 && blocked !== undefined) {
      const missing = blocked.dependsOn.find((name) => !known.has(name));
      throw new PipelineError(
        missing === undefined
          ? `The ${kind} ${blocked.name} depends on itself.`
          : `The ${kind} ${blocked.name} depends on ${missing}, which does not exist.`,
      );
    }
    for (const { name } of ready) done.add(name);
    waiting = waiting.filter(({ name }) => !done.has(name));
  }
};

/** `jobs:` and `steps:` at the root are short forms of one stage and one job. */
const stagesOf = (pipeline: Record<string, unknown>): unknown => {
  if (pipeline['extends'] !== undefined)
    throw new PipelineError('`extends` is not supported by this runner.');
  if (pipeline['stages'] !== undefined) return pipeline['stages'];
  const jobs = pipeline['jobs'] ?? [{ job: 'Job', pool: pipeline['pool'], steps: pipeline['steps'] }];
  return [{ stage: 'Build', jobs }];
};

/** The stages, jobs and steps of an expanded pipeline, in an order that exists. Throws `PipelineError`. */
export const definePipeline = (pipeline: Record<string, unknown>): PipelineDefinition => {
  const parsed = z
    .object({ variables, stages: z.array(stageSchema).min(1) })
    .safeParse({ variables: pipeline['variables'], stages: stagesOf(pipeline) });
  if (!parsed.success) throw new PipelineError(z.prettifyError(parsed.error));
  const stages = parsed.data.stages.map((stage, index, all): StageDefinition => ({
    name: stage.stage,
    // Without `dependsOn` a stage follows the one before it.
    dependsOn: stage.dependsOn ?? all.slice(Math.max(0, index - 1), index).map((previous) => previous.stage),
    condition: stage.condition,
    variables: stage.variables,
    jobs: stage.jobs.map(toJob),
  }));
  assertOrder('stage', stages);
  for (const stage of stages) assertOrder('job', stage.jobs);
  return { variables: parsed.data.variables, stages };
};
