import { redactSecrets } from '../../../../factory/domain/secrets.ts';
import type { PipelineRun } from '../../../ports.ts';
import { bodyAs, type DevOpsRest } from '../azure-devops-rest.ts';
import type { DevOpsPlace } from '../devops-place.ts';
import { buildPath, type Build } from './build.ts';
import { readFailureLog } from './failure-log.ts';
import { failedLogs, pipelineSteps } from './pipeline-steps.ts';
import { readTestResults } from './test-results.ts';
import { timelineSchema, type TimelineRecord } from './timeline.ts';

/** What a run did so far. */
export const readRecords = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  build: number,
): Promise<TimelineRecord[]> => {
  const path = buildPath(place, build, 'timeline');
  const answer = await rest({ method: 'GET', path, expected: [404] });
  if (answer.text === '' || answer.status === 404) return [];
  return bodyAs(timelineSchema, answer)?.records ?? [];
};

const saidOf = (build: Build): string =>
  [
    ...(build.result === 'canceled' ? ['The run was cancelled in Azure DevOps.'] : []),
    ...(build.validationResults ?? [])
      .filter(({ result }) => result === 'error')
      .map(({ message }) => redactSecrets(message).slice(0, 1_000)),
  ].join('\n');

const isGood = ({ result }: Build): boolean => result === 'succeeded' || result === 'partiallySucceeded';

const skippedStages = (records: readonly TimelineRecord[]): ReadonlySet<string> =>
  new Set(
    records
      .filter(({ type, result }) => type === 'Stage' && result === 'skipped')
      .map(({ identifier, name }) => identifier ?? name),
  );

/** What a completed run came to. In one that succeeded and was not to deploy, stages were left out on purpose. */
export const readResult = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  build: Build,
  isDeployed: boolean,
): Promise<PipelineRun> => {
  const records = await readRecords(rest, place, build.id);
  const hasSucceeded = isGood(build);
  const left = hasSucceeded && !isDeployed ? skippedStages(records) : new Set<string>();
  const log = hasSucceeded ? '' : await readFailureLog(rest, place, build.id, failedLogs(records));
  return {
    id: String(build.id),
    status: hasSucceeded ? 'succeeded' : 'failed',
    steps: pipelineSteps(records, left),
    tests: await readTestResults(rest, place, build.id),
    log: hasSucceeded ? '' : [saidOf(build), log].filter((text) => text !== '').join('\n'),
    place: 'in Azure Pipelines',
  };
};
