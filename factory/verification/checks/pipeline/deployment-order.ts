import { at, type Json } from '../../openapi-document.ts';
import { stagesIn, type Stage } from './pipeline-model.ts';
import type { Dangling } from './pipeline-outputs.ts';

const ORDER = ['dev', 'staging', 'production'] as const;

/** What a service goes through before it is deployed. */
const BEFORE = ['Build', 'Test', 'Scan'] as const;

type Deployment = { environment: string; stage: Stage; job: Json };

const environmentOf = (job: Json): string => {
  const environment = job['environment'];
  return typeof environment === 'string' ? environment : String(at(environment, 'name') ?? '');
};

const before = (stage: Stage, stages: readonly Stage[]): Set<string> => {
  const reached = new Set(stage.dependsOn);
  // A set hands out what is added to it while it is gone through.
  for (const name of reached)
    for (const next of stages.find((each) => each.name === name)?.dependsOn ?? []) reached.add(next);
  return reached;
};

const ofDeployment = ({ environment, stage, job }: Deployment, hasWayBack: boolean): Dangling[] => {
  const strategy = Object.values((job['strategy'] ?? {}) as object)[0];
  const failure = at(strategy, 'on', 'failure', 'steps');
  return [
    ...(environment === ''
      ? [
          {
            rule: 'approval',
            message: `Stage ${stage.name} deploys to no environment, so nobody can approve it.`,
          },
        ]
      : []),
    ...(!hasWayBack || (Array.isArray(failure) && failure.length > 0)
      ? []
      : [
          {
            rule: 'rollback',
            message: `Stage ${stage.name} does not say what happens when a deployment fails.`,
          },
        ]),
  ];
};

const unchecked = (others: readonly Stage[], hasWayBack: boolean): Dangling[] => {
  const names = others.map(({ name }) => name);
  if (names.length === 0) return [{ rule: 'stages', message: 'Nothing is checked before it is deployed.' }];
  return (hasWayBack ? BEFORE : [])
    .filter((name) => !names.includes(name))
    .map((name) => ({ rule: 'stages', message: `The pipeline has no stage ${name}.` }));
};

/**
 * What is deployed is checked before (a service: built, tested and scanned), and goes to dev, staging and production one after
 * the other, each an environment that can ask for approval. `hasWayBack`: each must say what follows a failure.
 */
export const deploymentFindings = (pipeline: Json, { hasWayBack }: { hasWayBack: boolean }): Dangling[] => {
  const stages = stagesIn(pipeline);
  const deployments = stages.flatMap((stage) =>
    stage.jobs
      .filter(({ isDeployment }) => isDeployment)
      .map(({ source }) => ({ environment: environmentOf(source), stage, job: source })),
  );
  const others = stages.filter((stage) => !deployments.some((each) => each.stage === stage));
  const stageFor = (name: string) =>
    deployments.find(({ environment }) => environment === name || environment.endsWith(`-${name}`))?.stage;
  return [
    ...unchecked(others, hasWayBack),
    ...deployments.flatMap((deployment) => ofDeployment(deployment, hasWayBack)),
    ...ORDER.flatMap((name, index): Dangling[] => {
      const stage = stageFor(name);
      if (!stage) return [{ rule: 'order', message: `Nothing is deployed to ${name} by a deployment job.` }];
      const previous = index === 0 ? others : [stageFor(ORDER[index - 1] ?? '')];
      const reached = before(stage, stages);
      return previous
        .filter((each) => each !== undefined)
        .filter((each) => !reached.has(each.name))
        .map((each) => ({ rule: 'order', message: `${stage.name} does not wait for ${each.name}.` }));
    }),
  ];
};
