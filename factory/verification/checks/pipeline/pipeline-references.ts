import type { Json } from '../../openapi-document.ts';
import {
  declaredVariables,
  isCircular,
  setBySteps,
  stagesIn,
  textsIn,
  type Job,
  type Stage,
} from './pipeline-model.ts';
import { jobDependencies, stageDependencies, type Dangling } from './pipeline-outputs.ts';

const PREDEFINED = /^(?:build|system|agent|pipeline|environment|resources)\.[\w.]+$|^tf_build$/i;

const FUNCTIONS = new Set(
  'always and canceled coalesce contains containsvalue converttojson counter endswith eq failed format ge gt in join le length lower lt ne not notin or replace split startswith succeeded succeededorfailed trim upper xor iif'.split(
    ' ',
  ),
);

const MACRO = /\$\(([A-Za-z_][\w.]*)\)/g;
const IN_EXPRESSION = /\bvariables(?:\.([A-Za-z_]\w*)|\['([^']+)'\])/g;

const variablesUsed = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => [
    ...Array.from(text.matchAll(MACRO), ([, name = '']) => name),
    ...Array.from(text.matchAll(IN_EXPRESSION), ([, dotted, quoted]) => dotted ?? quoted ?? ''),
  ]);

const unknownVariables = (
  place: string,
  texts: readonly string[],
  known: readonly string[] | undefined,
): Dangling[] =>
  known === undefined
    ? []
    : [...new Set(variablesUsed(texts))]
        .filter(
          (name) =>
            !PREDEFINED.test(name) && !known.some((each) => each.toLowerCase() === name.toLowerCase()),
        )
        .map((name) => ({
          rule: 'variable',
          message: `${place} uses variable ${name}, which nothing declares or sets.`,
        }));

const joined = (...parts: readonly (string[] | undefined)[]): string[] | undefined =>
  parts.every((part) => part !== undefined) ? parts.flatMap((part) => part ?? []) : undefined;

/** Conditions use functions that exist, close their brackets, and ask the outcome of what they depend on. */
const conditionFindings = (place: string, condition: unknown, dependsOn: readonly string[]): Dangling[] => {
  if (typeof condition !== 'string') return [];
  const bare = condition.replace(/'[^']*'/g, "''");
  const calls = Array.from(bare.matchAll(/\b([A-Za-z]\w*)\s*\(/g), ([, name = '']) => name);
  const asked = Array.from(condition.matchAll(/\b(?:succeeded|failed|succeededOrFailed)\('([^']+)'\)/gi)).map(
    ([, name = '']) => name,
  );
  const isBalanced = bare.split('(').length === bare.split(')').length;
  return [
    ...calls
      .filter((name) => !FUNCTIONS.has(name.toLowerCase()))
      .map((name) => ({ rule: 'condition', message: `${place} calls ${name}, which is no function.` })),
    ...asked
      .filter((name) => !dependsOn.includes(name))
      .map((name) => ({
        rule: 'condition',
        message: `${place} asks for ${name}, on which it does not depend.`,
      })),
    ...(isBalanced
      ? []
      : [{ rule: 'condition', message: `The brackets of a condition of ${place} do not match.` }]),
  ];
};

const stepConditions = (job: Job): unknown[] => {
  const conditions: unknown[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      conditions.push((value as Json)['condition']);
      Object.values(value).forEach(visit);
    }
  };
  visit(Object.values(job.source));
  return conditions;
};

const ofJob = (job: Job, stage: Stage, stages: readonly Stage[], known: string[] | undefined): Dangling[] => {
  const place = `Job ${job.name} of stage ${stage.name}`;
  const { own, outputs } = setBySteps(job);
  const all = joined(known, declaredVariables(job.source['variables'] ?? []), own, outputs);
  return [
    ...unknownVariables(place, textsIn(job.source), all),
    ...conditionFindings(place, job.source['condition'], job.dependsOn),
    ...stepConditions(job).flatMap((condition) => conditionFindings(place, condition, [])),
    ...jobDependencies(place, job, stage, stages),
    ...(isCircular(job.name, stage.jobs)
      ? [{ rule: 'depends-on', message: `${place} depends on itself.` }]
      : []),
  ];
};

/** References of an expanded pipeline that lead nowhere: variables, conditions, outputs of dependencies, circles. */
export const danglingReferences = (pipeline: Json): Dangling[] => {
  const stages = stagesIn(pipeline);
  const global = declaredVariables(pipeline['variables'] ?? []);
  return stages.flatMap((stage) => {
    const { jobs: _, ...own } = stage.source;
    const place = `Stage ${stage.name}`;
    const known = joined(global, declaredVariables(own['variables'] ?? []));
    return [
      ...unknownVariables(place, textsIn(own), known),
      ...conditionFindings(place, own['condition'], stage.dependsOn),
      ...stageDependencies(place, stage, textsIn(own), stages),
      ...(isCircular(stage.name, stages)
        ? [{ rule: 'depends-on', message: `${place} depends on itself.` }]
        : []),
      ...stage.jobs.flatMap((job) => ofJob(job, stage, stages, known)),
    ];
  });
};
