import { setBySteps, textsIn, type Job, type Stage } from './pipeline-model.ts';

/** A reference of an expanded pipeline that leads nowhere. */
export type Dangling = { rule: string; message: string };

const outputsOf = (job: Job | undefined): string[] => {
  if (!job) return [];
  const { outputs } = setBySteps(job);
  return job.isDeployment ? outputs.flatMap((name) => [`${job.name}.${name}`]) : outputs;
};

type Asked = { node: string; job?: string; output?: string };

const OF_DEPENDENCY = /(?<!\w)dependencies\.(\w+)\.(?:outputs\['([^']+)'\]|result)/g;
const OF_STAGE = /\bstageDependencies\.(\w+)\.(\w+)\.(?:outputs\['([^']+)'\]|result)/g;

const dependency = (message: string): Dangling[] => [{ rule: 'dependency', message }];

const missing = (
  place: string,
  { node, job, output }: Asked,
  dependsOn: readonly string[],
  outputs: readonly string[] | undefined,
): Dangling[] => {
  if (!dependsOn.includes(node)) return dependency(`${place} reads of ${node}, on which it does not depend.`);
  if (outputs === undefined)
    return dependency(`${place} reads of job ${job ?? ''} of ${node}, which does not exist.`);
  return output === undefined || outputs.includes(output)
    ? []
    : dependency(`${place} reads output ${output} of ${node}, which nothing sets.`);
};

/** What a job reads of jobs of its stage and of jobs of stages before. */
export const jobDependencies = (
  place: string,
  job: Job,
  stage: Stage,
  stages: readonly Stage[],
): Dangling[] =>
  textsIn(job.source).flatMap((text) => [
    ...Array.from(text.matchAll(OF_DEPENDENCY)).flatMap(([, node = '', output]) => {
      const target = stage.jobs.find(({ name }) => name === node);
      return missing(place, { node, ...(output && { output }) }, job.dependsOn, outputsOf(target));
    }),
    ...Array.from(text.matchAll(OF_STAGE)).flatMap(([, node = '', name = '', output]) => {
      const target = stages.find((each) => each.name === node)?.jobs.find((each) => each.name === name);
      const outputs = target && outputsOf(target);
      return missing(place, { node, job: name, ...(output && { output }) }, stage.dependsOn, outputs);
    }),
  ]);

/** What a stage reads of stages before: outputs as `job.step.variable`. */
export const stageDependencies = (
  place: string,
  stage: Stage,
  texts: readonly string[],
  stages: readonly Stage[],
) =>
  texts.flatMap((text) =>
    Array.from(text.matchAll(OF_DEPENDENCY)).flatMap(([, node = '', output]) => {
      const target = stages.find(({ name }) => name === node);
      const outputs = (target?.jobs ?? []).flatMap((job) =>
        outputsOf(job).map((each) => `${job.name}.${each}`),
      );
      return missing(place, { node, ...(output && { output }) }, stage.dependsOn, outputs);
    }),
  );
