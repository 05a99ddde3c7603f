import { z } from 'zod';

import { artifactSchema } from './artifact.ts';
import { processReportSchema } from './process-report.ts';
import { checkNameSchema, checkStatusSchema } from './quality-report.ts';
import { stageSchema } from './stage.ts';

export const projectStatusSchema = z.enum(['completed', 'waiting', 'failed', 'running']);
export type ProjectStatus = z.infer<typeof projectStatusSchema>;

const stageResultSchema = z.strictObject({
  name: stageSchema,
  status: z.enum(['pending', 'running', 'completed', 'failed', 'waiting']),
  durationMs: z.number().int().nonnegative(),
});

const serviceResultSchema = z.strictObject({
  name: z.string(),
  stack: z.string(),
  /** A path or URL that `git clone` accepts. */
  repository: z.string(),
  commit: z.string(),
  quality: z.strictObject({
    checks: z.array(
      z.strictObject({
        name: checkNameSchema,
        status: checkStatusSchema,
        durationMs: z.number().int().nonnegative(),
        detail: z.string(),
      }),
    ),
    /** Percentage of lines. */
    coverage: z.number(),
    tests: z.strictObject({ passed: z.number().int(), failed: z.number().int() }),
  }),
  /** Base URL of the deployed revision, empty when it was never deployed. */
  endpoint: z.string(),
  running: z.boolean(),
});

/** What `factory run --json` prints and `GET /api/projects/{id}` answers. */
export const runResultSchema = z.strictObject({
  projectId: z.string(),
  status: projectStatusSchema,
  durationMs: z.number().int().nonnegative(),
  stages: z.array(stageResultSchema),
  services: z.array(serviceResultSchema),
  requirements: z.strictObject({
    total: z.number().int(),
    served: z.number().int(),
    unrealised: z.array(z.strictObject({ id: z.string(), text: z.string(), reason: z.string() })),
  }),
  workItems: z.strictObject({
    epics: z.number().int(),
    features: z.number().int(),
    stories: z.number().int(),
    tasks: z.number().int(),
  }),
  artifacts: z.array(artifactSchema.pick({ path: true, stage: true, sha256: true })),
  reviews: z.array(z.never()),
  /** Solution-level repositories. */
  repositories: z.array(z.strictObject({ name: z.string(), repository: z.string(), commit: z.string() })),
  /** Business processes that were followed through the running services, path by path. */
  processes: z.array(processReportSchema),
  workspace: z.string(),
  /** Why it failed, absent otherwise. */
  failure: z
    .strictObject({ stage: stageSchema.optional(), kind: z.string(), message: z.string() })
    .optional(),
});
export type RunResult = z.infer<typeof runResultSchema>;
