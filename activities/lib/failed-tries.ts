import { z } from 'zod';

import { failedTrySchema } from '../../factory/agents/thinking.ts';
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
});
export type Tries = z.infer<typeof triesSchema>;

/** Most failed answers that are kept; older ones are no longer compared with. */
const MAX_KEPT = 10;

export type Step = {
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
  return tries.series === series ? tries : { series, used: [], failed: tries.failed };
};

export const writeTries = async (artifacts: Ports['artifacts'], step: Step, tries: Tries): Promise<void> => {
  const kept = jsonFile(pathOf(step), { ...tries, failed: tries.failed.slice(-MAX_KEPT) });
  await artifacts.putAll(step.projectId, step.stage, [kept]);
};

/** Answers that failed are deleted once one is used; the audit trail keeps why they failed. */
export const removeTries = (artifacts: Ports['artifacts'], step: Step): Promise<void> =>
  artifacts.remove(step.projectId, [pathOf(step)]);
