import { isObject, type Json } from '../../openapi-document.ts';
import { eachObject } from '../../pipeline-document.ts';

export type Job = { name: string; dependsOn: string[]; isDeployment: boolean; source: Json };
export type Stage = { name: string; dependsOn: string[]; jobs: Job[]; source: Json };

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const namesIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((name): name is string => typeof name === 'string');

const jobOf = (source: Json): Job => ({
  name: String(source['job'] ?? source['deployment'] ?? ''),
  dependsOn: namesIn(source['dependsOn']),
  isDeployment: source['deployment'] !== undefined,
  source,
});

/** Stages in order; one that names no others depends on the one before it. */
export const stagesIn = (pipeline: Json): Stage[] =>
  objects(pipeline['stages']).map((source, index, all) => ({
    name: String(source['stage']),
    dependsOn:
      source['dependsOn'] === undefined ? namesIn(all[index - 1]?.['stage']) : namesIn(source['dependsOn']),
    jobs: objects(source['jobs']).map(jobOf),
    source,
  }));

/** Every text below a value. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
};

/** Names of variables that a mapping or a list declares; `undefined` where a group hides some of them. */
export const declaredVariables = (value: unknown): string[] | undefined => {
  if (isObject(value)) return Object.keys(value);
  const entries = objects(value);
  return entries.some((entry) => 'group' in entry || 'template' in entry)
    ? undefined
    : entries.map((entry) => String(entry['name']));
};

type Command = { name: string; isOutput: boolean };

const commandsIn = (text: string): Command[] =>
  Array.from(text.matchAll(/##vso\[task\.setvariable ([^\]]*)\]/g), ([, options = '']) => ({
    name: /variable=([^;\]]+)/.exec(options)?.[1] ?? '',
    isOutput: /isoutput=true/i.test(options),
  }));

/** Variables that the steps of a job set: for later steps (`restored`), and as outputs (`step.name`). */
export const setBySteps = ({ source }: Job): { own: string[]; outputs: string[] } => {
  const own: string[] = [];
  const outputs: string[] = [];
  eachObject(source, (step) => {
    const cacheHit = isObject(step['inputs']) ? step['inputs']['cacheHitVar'] : undefined;
    if (typeof cacheHit === 'string') own.push(cacheHit);
    if (step['steps'] !== undefined || step['strategy'] !== undefined) return;
    const commands = [step['script'], step['bash'], step['pwsh'], step['inputs']].flatMap((part) =>
      textsIn(part).flatMap(commandsIn),
    );
    for (const { name, isOutput } of commands) {
      if (isOutput) outputs.push(`${String(step['name'])}.${name}`);
      else own.push(name);
    }
  });
  return { own, outputs };
};

/** The same node again by way of its dependencies. */
export const isCircular = (
  name: string,
  all: readonly { name: string; dependsOn: readonly string[] }[],
): boolean => {
  const reached = new Set(all.find((each) => each.name === name)?.dependsOn);
  // A set hands out what is added to it while it is gone through.
  for (const each of reached)
    for (const next of all.find((node) => node.name === each)?.dependsOn ?? []) reached.add(next);
  return reached.has(name);
};
