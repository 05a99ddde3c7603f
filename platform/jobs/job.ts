import { z } from 'zod';

import { serviceSchema } from '../../factory/domain/blueprint.ts';
import { extensionCheckSchema } from '../../factory/domain/extension-check.ts';
import { productPlanSchema } from '../../factory/domain/product-plan.ts';
import {
  checkResultSchema,
  findingSchema,
  qualityReportSchema,
} from '../../factory/domain/quality-report.ts';

/** Most files of a job, over all its repositories. */
export const MAX_FILES = 20_000;

/** Only regular files by path and content: what else an archive can hold cannot be said. */
const filesSchema = z
  .array(z.strictObject({ path: z.string().min(1).max(1_000), content: z.string() }))
  .max(MAX_FILES);

/** What a sandbox is asked to verify. */
export const jobSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('service'),
    files: filesSchema,
    service: serviceSchema,
    plan: productPlanSchema,
  }),
  z.strictObject({ kind: z.literal('delivery'), files: filesSchema }),
  z.strictObject({
    kind: z.literal('platform'),
    files: filesSchema,
    services: z.array(z.strictObject({ name: z.string().min(1).max(100), files: filesSchema })).max(500),
  }),
  z.strictObject({ kind: z.literal('extensions'), files: filesSchema }),
  z.strictObject({ kind: z.literal('templates'), files: filesSchema }),
]);
export type Job = z.infer<typeof jobSchema>;
export type JobKind = Job['kind'];

/** What comes of each kind of job. */
export const resultSchemas = {
  service: qualityReportSchema,
  delivery: z.array(checkResultSchema).max(100),
  platform: z.array(checkResultSchema).max(100),
  extensions: z.array(extensionCheckSchema).max(20),
  templates: z.array(findingSchema).max(10_000),
} as const satisfies Record<JobKind, z.ZodType>;

export type JobResult<K extends JobKind = JobKind> = z.infer<(typeof resultSchemas)[K]>;

/** Whether code that was not written by us runs in a job. */
export const runsCode = (kind: JobKind): boolean => kind === 'service' || kind === 'extensions';
