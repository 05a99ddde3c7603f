import { z } from 'zod';

import { artifactSchema } from './artifact.ts';
import { budgetStateSchema } from './budget-state.ts';
import { processReportSchema } from './process-report.ts';
import { checkNameSchema, checkStatusSchema } from './quality-report.ts';
import { reviewSchema } from './review.ts';
import { stageSchema } from './stage.ts';

export const projectStatusSchema = z.enum([
  'completed',
  'waiting',
  'failed',
  'cancelled',
  'aborted',
  'running',
]);
export type ProjectStatus = z.infer<typeof projectStatusSchema>;

const milliseconds = z.number().int().nonnegative().describe('Milliseconds.');
const count = z.number().int().nonnegative();

const stageResultSchema = z.strictObject({
  name: stageSchema.describe('The stage.'),
  status: z.enum(['pending', 'running', 'completed', 'failed', 'waiting']).describe('Where it stands.'),
  durationMs: milliseconds,
});

const checkSummarySchema = z.strictObject({
  name: checkNameSchema.describe('The check.'),
  status: checkStatusSchema.describe('`not-run` where this machine cannot run it.'),
  durationMs: milliseconds,
  detail: z.string().describe('What it inspected, what it found, or why it did not run.'),
});

const serviceResultSchema = z.strictObject({
  name: z.string().describe('Name of the service.'),
  stack: z.string().describe('The technology.'),
  repository: z.string().describe('A path or URL that `git clone` accepts; empty before it was committed.'),
  commit: z.string().describe('The commit that was delivered.'),
  quality: z
    .strictObject({
      checks: z.array(checkSummarySchema).describe('Check by check.'),
      coverage: z.number().describe('Percentage of lines.'),
      tests: z
        .strictObject({ passed: count.describe('Tests.'), failed: count.describe('Tests.') })
        .describe("The service's own tests."),
    })
    .describe('What verification found.'),
  endpoint: z.string().describe('Base URL of the deployed revision, empty when it was never deployed.'),
  running: z.boolean().describe('Whether it answers there now.'),
  deployment: z
    .strictObject({
      status: z.literal('not-run').describe('The factory started nothing, tested nothing that runs.'),
      detail: z.string().describe('Why.'),
    })
    .optional()
    .describe('Absent where the factory hosts the services that it deploys.'),
});

const requirementsSchema = z.strictObject({
  total: count.describe('Requirements of the text, unrealised ones included.'),
  served: count.describe('Those that a passing acceptance test names.'),
  unrealised: z
    .array(
      z.strictObject({
        id: z.string().describe('Its id in the plan.'),
        text: z.string().describe('What was asked.'),
        reason: z.string().describe('Why it is not there.'),
      }),
    )
    .describe('The others.'),
});

const workItemsSchema = z.strictObject({
  epics: count.describe('Created.'),
  features: count.describe('Created.'),
  stories: count.describe('Created.'),
  tasks: count.describe('Created.'),
});

const sharedRepositorySchema = z.strictObject({
  name: z.string().describe('`connectsoft-extensions`, `<product>-platform`.'),
  repository: z.string().describe('A path or URL that `git clone` accepts.'),
  commit: z.string().describe('The commit that was delivered.'),
});

const failureResultSchema = z.strictObject({
  stage: stageSchema.optional().describe('Where it failed.'),
  kind: z.string().describe('What kind of failure it is.'),
  message: z.string().describe('What happened.'),
});

/** What `factory run --json` prints and `GET /api/projects/{id}` answers. */
export const runResultSchema = z.strictObject({
  projectId: z.string().describe('The project.'),
  status: projectStatusSchema.describe('Where it stands.'),
  durationMs: milliseconds,
  stages: z.array(stageResultSchema).describe('All seven, in their order.'),
  services: z.array(serviceResultSchema).describe("In the architecture's order."),
  requirements: requirementsSchema.describe('What became of what was asked.'),
  workItems: workItemsSchema.describe('How many were created.'),
  artifacts: z
    .array(artifactSchema.pick({ path: true, stage: true, sha256: true }))
    .describe('What the stages wrote.'),
  reviews: z.array(reviewSchema).describe('Open questions to people; the project waits for their decisions.'),
  repositories: z
    .array(sharedRepositorySchema)
    .describe('What the services share; empty with a `packageFeed` and one service.'),
  processes: z
    .array(processReportSchema)
    .describe('Business processes that were followed through the running services, path by path.'),
  budget: budgetStateSchema
    .optional()
    .describe('What it spent of what it may spend; absent before anything was set aside.'),
  workspace: z.string().describe('Folder of the embedded platform.'),
  held: z
    .string()
    .optional()
    .describe('Why this factory does not go on with it, absent where it does: another version started it.'),
  failure: failureResultSchema.optional().describe('Why it failed, absent otherwise.'),
});
export type RunResult = z.infer<typeof runResultSchema>;
