import { z } from 'zod';

import { failedTrySchema, type Tried } from '../../factory/agents/thinking.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { strategySchema } from '../../factory/domain/strategy.ts';
import type { Ports } from '../../platform/ports.ts';
import { jsonFile } from './artifact-texts.ts';

const triesSchema = z.strictObject({
  /** Run of the project and decisions of people before these tries. */
  series: z.string(),
  /** Strategies that were used in this series. */
  used: z.array(strategySchema),
  failed: z.array(failedTrySchema),
  /** The try that wrote this last, and what stood there before it: a try that is made again begins where it began. */
  last: z
    .strictObject({ attempt: z.number(), used: z.array(strategySchema), failed: z.array(failedTrySchema) })
    .optional(),
});
export type Tries = z.infer<typeof triesSchema>;

/** Most failed answers that are kept; older ones are no longer compared with. */
const MAX_KEPT = 10;

export type Step = {
  attempt: number;
  projectId: string;
  run?: number | undefined;
  stage: Stage;
  service?: string | undefined;
  action: string;
};

const pathOf = ({ stage, service, action }: Step): string =>
  ['tries', stage, ...(service ? [service] : []), `${action.replaceAll(' ', '-')}.json`].join('/');

/** Whenever a person decided something about the stage, or it is gone through again, the strategies begin anew. */
const seriesOf = async (reviews: Pick<Ports['reviews'], 'list'>, step: Step): Promise<string> => {
  const decided = (await reviews.list(step.projectId)).filter(
    ({ status, stage, service }) =>
      status === 'decided' && stage === step.stage && (service === undefined || service === step.service),
  );
  return `${step.run ?? 1}:${decided.length}`;
};

/** What a step tried so far: in a new series all strategies are left again, and what failed stays known. */
export const readTries = async (
  { artifacts, reviews }: Pick<Ports, 'artifacts' | 'reviews'>,
  step: Step,
): Promise<Tries> => {
  const series = await seriesOf(reviews, step);
  const text = await artifacts.read(step.projectId, pathOf(step));
  if (text === undefined) return { series, used: [], failed: [] };
  const tries = triesSchema.parse(JSON.parse(text));
  if (tries.series !== series) return { series, used: [], failed: tries.failed };
  const { last } = tries;
  return last?.attempt === step.attempt ? { series, used: last.used, failed: last.failed } : tries;
};

/** Adds what a try used and what failed in it. */
export const writeTries = async (
  artifacts: Ports['artifacts'],
  step: Step,
  { series, used, failed }: Tries,
  tried: Tried,
): Promise<void> => {
  const all = [...failed, ...(tried.failedTry ? [tried.failedTry] : [])];
  const tries: Tries = {
    series,
    used: [...used, ...tried.used],
    failed: all.slice(-MAX_KEPT),
    last: { attempt: step.attempt, used, failed },
  };
  const kept = jsonFile(pathOf(step), tries);
  await artifacts.putAll(step.projectId, step.stage, [kept]);
};

/**
 * One was used, so what failed is forgotten: the next try of the step begins anew. Only this same try, made again after a
 * crash, still finds what it began with; the file goes with the end of the stage.
 */
export const closeTries = async (
  artifacts: Ports['artifacts'],
  step: Step,
  { series, used, failed }: Tries,
): Promise<void> => {
  const tries: Tries = { series, used: [], failed: [], last: { attempt: step.attempt, used, failed } };
  await artifacts.putAll(step.projectId, step.stage, [jsonFile(pathOf(step), tries)]);
};

/** Nothing of a stage is tried again once it has completed. */
export const removeTries = async (
  artifacts: Ports['artifacts'],
  projectId: string,
  stage: Stage,
): Promise<void> => {
  const paths = (await artifacts.list(projectId, `tries/${stage}/`)).map(({ path }) => path);
  if (paths.length > 0) await artifacts.remove(projectId, paths);
};
