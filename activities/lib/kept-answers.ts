import { z } from 'zod';

import type { ModelReply } from '../../factory/domain/model.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { Strategy } from '../../factory/domain/strategy.ts';
import type { Ports } from '../../platform/ports.ts';
import { jsonFile } from './artifact-texts.ts';
import type { Step } from './failed-tries.ts';

const FOLDER = 'answers';

const usage = z.strictObject({ inputTokens: z.number(), outputTokens: z.number() });
const withheld = z.array(z.strictObject({ path: z.array(z.string()), what: z.string() })).exactOptional();
const replySchema: z.ZodType<ModelReply> = z.union([
  z.strictObject({ answer: z.unknown(), usage, withheld }),
  z.strictObject({ refusal: z.string(), usage, withheld }),
  z.strictObject({
    unusable: z.strictObject({ rule: z.string(), message: z.string() }),
    said: z.string(),
    usage,
    withheld,
  }),
]);

const keptSchema = z.strictObject({
  /** The model that answered. */
  provider: z.string(),
  /** What it was paid under. */
  reservation: z.string(),
  reply: replySchema,
});
export type KeptAnswer = z.infer<typeof keptSchema>;

/** Run, series of strategies and try tell an answer from every other of the step. */
const pathOf = ({ run, stage, service, action, attempt }: Step, series: string, strategy: Strategy): string =>
  [
    FOLDER,
    stage,
    ...(service ? [service] : []),
    `${action.replaceAll(' ', '-')}-${run ?? 1}-${series.replaceAll(':', '-')}-${attempt}-${strategy}.json`,
  ].join('/');

/** What a model answered in this very try before it broke off. */
export const readAnswer = async (
  artifacts: Ports['artifacts'],
  step: Step,
  series: string,
  strategy: Strategy,
): Promise<KeptAnswer | undefined> => {
  const text = await artifacts.read(step.projectId, pathOf(step, series, strategy));
  return text === undefined ? undefined : keptSchema.parse(JSON.parse(text));
};

/** Keeps an answer before anything is done with it, so that a try that breaks off is neither asked nor paid twice. */
export const keepAnswer = async (
  artifacts: Ports['artifacts'],
  step: Step,
  series: string,
  strategy: Strategy,
  kept: KeptAnswer,
): Promise<void> => {
  await artifacts.putAll(step.projectId, step.stage, [jsonFile(pathOf(step, series, strategy), kept)]);
};

/** Nothing is asked any more once a stage has completed, or with the project. */
export const removeAnswers = async (
  artifacts: Ports['artifacts'],
  projectId: string,
  stage?: Stage,
): Promise<void> => {
  const kept = await artifacts.list(projectId, stage ? `${FOLDER}/${stage}/` : `${FOLDER}/`);
  if (kept.length === 0) return;
  await artifacts.remove(
    projectId,
    kept.map(({ path }) => path),
  );
};
