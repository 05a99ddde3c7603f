import { setTimeout } from 'node:timers/promises';

import { projectIdIn } from '../../../../factory/domain/tenant.ts';
import { PortError } from '../../../port-error.ts';
import type { PipelineRun, PipelineRunner } from '../../../ports.ts';
import { parseRepositoryName } from '../../../source-control/repository-name.ts';
import { despiteInterruption, workSignal } from '../../interruption.ts';
import type { AzureDevOpsHttp } from '../azure-devops-http.ts';
import { createDevOpsRest } from '../azure-devops-rest.ts';
import type { DevOpsPlace, PlaceOf } from '../devops-place.ts';
import { createDevOpsIds } from '../devops-projects.ts';
import {
  cancelBuild,
  deleteBuild,
  findBuilds,
  isCompleted,
  isUnused,
  liveBuild,
  readBuild,
  type Build,
} from './build.ts';
import { deleteDefinition, ensureDefinition, findDefinitions } from './pipeline-definition.ts';
import { queueRun } from './queue-run.ts';
import { readRecords, readResult } from './read-result.ts';
import { heldBy } from './timeline.ts';

export type PipelineRunnerOptions = {
  http: AzureDevOpsHttp;
  /** Where a project is, and whether its pipeline deploys. */
  placeOf: PlaceOf;
  /** How long one call follows a run, and how often it looks, in milliseconds. */
  followMs?: number;
  lookMs?: number;
  now?: () => number;
  sleep?: (milliseconds: number) => Promise<void>;
};

const FOLLOW = 240_000;
const LOOK = 5_000;
const LATER = 15_000;

/** Waits, unless the work that waits is interrupted. */
const pause = async (milliseconds: number): Promise<void> => {
  const signal = workSignal(milliseconds + LATER);
  await setTimeout(milliseconds, undefined, { signal }).catch((error: unknown) => {
    throw PortError.is(signal.reason) ? signal.reason : error;
  });
};

const projectOf = (key: string): string => {
  const projectId = projectIdIn(key);
  if (projectId === undefined)
    throw new PortError('critical', 'The key of a pipeline run does not begin with the id of a project.');
  return projectId;
};

const unreadable = (key: string, problem: string): PipelineRun => ({
  id: key,
  status: 'failed',
  steps: [],
  tests: { passed: 0, failed: 0 },
  log: `The pipeline is not valid. ${problem}`,
});

const vanished = (id: number): never => {
  throw new PortError('transient', `Run ${id} of Azure Pipelines is gone; it starts over.`);
};

/** Runs the pipeline of a repository in Azure Pipelines, found again by the key that is a variable of the run. */
export const createAzurePipelineRunner = (options: PipelineRunnerOptions): PipelineRunner => {
  const { http, placeOf, followMs = FOLLOW, lookMs = LOOK, now = Date.now, sleep = pause } = options;
  const rest = createDevOpsRest(http);
  const ids = createDevOpsIds(rest);

  const follow = async (place: DevOpsPlace, id: number): Promise<Build> => {
    const end = now() + followMs;
    for (let waited = 0; waited < followMs && now() < end; waited += lookMs) {
      const build = (await readBuild(rest, place, id)) ?? vanished(id);
      if (isCompleted(build)) return build;
      await sleep(lookMs);
    }
    const held = heldBy(await readRecords(rest, place, id)) ?? 'still goes on';
    throw new PortError('transient', `Run ${id} of Azure Pipelines ${held}.`, { retryAfterMs: LATER });
  };

  const cancelRuns = async (key: string): Promise<void> => {
    const place = await placeOf(projectOf(key));
    const builds = await findBuilds(rest, place, await findDefinitions(rest, place), key);
    for (const build of builds) if (!isCompleted(build)) await cancelBuild(rest, place, build.id);
  };

  const run: PipelineRunner['run'] = async ({ key, repository, commit, pipelinePath }) => {
    const { deploy } = await placeOf(projectOf(key));
    const place = parseRepositoryName(repository);
    const isDeployed = deploy === 'pipeline';
    const repositoryId = await ids.repository(place);
    const definition = await ensureDefinition(rest, place, repositoryId, pipelinePath);
    const present = liveBuild(await findBuilds(rest, place, [definition], key));
    const queued = present ?? (await queueRun(rest, { place, definition, key, commit, isDeployed }));
    if ('problem' in queued) return unreadable(key, queued.problem);
    return readResult(rest, place, await follow(place, queued.id), isDeployed);
  };

  return {
    run: (input) =>
      run(input).catch(async (error: unknown) => {
        if (PortError.is(error) && error.kind === 'stopped')
          await despiteInterruption(() => cancelRuns(input.key)).catch(() => undefined);
        throw error;
      }),

    async remove(key) {
      const place = await placeOf(projectOf(key));
      const builds = await findBuilds(rest, place, await findDefinitions(rest, place), key);
      for (const build of builds) {
        if (!isCompleted(build)) {
          await cancelBuild(rest, place, build.id);
          throw new PortError('transient', `Run ${build.id} of Azure Pipelines is being cancelled.`, {
            retryAfterMs: LATER,
          });
        }
        await deleteBuild(rest, place, build.id);
      }
      // A definition that is left would keep its name from the next repository of that name.
      for (const definition of new Set(builds.map((build) => build.definition.id)))
        if (await isUnused(rest, place, definition)) await deleteDefinition(rest, place, definition);
    },
  };
};
