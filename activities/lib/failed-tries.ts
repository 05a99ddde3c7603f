import { z } from 'zod';

import { failedTrySchema } from '../../factory/agents/think.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { strategySchema } from '../../factory/domain/strategy.ts';
import type { Ports } from '../../platform/ports.ts';
import { jsonFile } from './artifact-texts.ts';

const triesSchema = z.strictObject({
  /** Strategies that were used since the first try. */
  used: z.array(strategySchema),
  failed: z.array(failedTrySchema),
});
export type Tries = z.infer<typeof triesSchema>;

/** Most failed answers that are kept; older ones are no longer compared with. */
const MAX_KEPT = 10;

export type Step = { projectId: string; stage: Stage; service?: string | undefined; action: string };

const pathOf = ({ stage, service, action }: Step): string =>
  ['tries', stage, ...(service ? [service] : []), `${action.replaceAll(' ', '-')}.json`].join('/');

/** What a step tried so far. With the first attempt the strategies begin anew; what failed stays known. */
export const readTries = async (
  artifacts: Ports['artifacts'],
  step: Step,
  attempt: number,
): Promise<Tries> => {
  const text = await artifacts.read(step.projectId, pathOf(step));
  if (text === undefined) return { used: [], failed: [] };
  const tries = triesSchema.parse(JSON.parse(text));
  if (attempt > 1 || tries.used.length === 0) return tries;
  const begun = { ...tries, used: [] };
  await writeTries(artifacts, step, begun);
  return begun;
};

export const writeTries = async (
  artifacts: Ports['artifacts'],
  step: Step,
  { used, failed }: Tries,
): Promise<void> => {
  const kept = jsonFile(pathOf(step), { used, failed: failed.slice(-MAX_KEPT) });
  await artifacts.putAll(step.projectId, step.stage, [kept]);
};

/** Answers that failed are deleted once one is used; the audit trail keeps why they failed. */
export const removeTries = (artifacts: Ports['artifacts'], step: Step): Promise<void> =>
  artifacts.remove(step.projectId, [pathOf(step)]);
