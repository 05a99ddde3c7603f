import { z } from 'zod';

import { agentActionSchema } from '../../factory/domain/agent-action.ts';
import { artifactSchema, discardedArtifactSchema } from '../../factory/domain/artifact.ts';
import { decisionSchema, MAX_DECISION_TEXT } from '../../factory/domain/decision.ts';
import { deadLetterSchema } from '../../factory/domain/dead-letter.ts';
import { problemSchema } from '../../factory/domain/problem.ts';
import { projectAcceptedSchema } from '../../factory/domain/project-accepted.ts';
import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { projectSummarySchema } from '../../factory/domain/project-summary.ts';
import { reviewSchema } from '../../factory/domain/review.ts';
import { runResultSchema } from '../../factory/domain/run-result.ts';
import { stageSchema } from '../../factory/domain/stage.ts';
import { transitionEventSchema } from '../../factory/domain/transition-event.ts';
import { undoEntrySchema } from '../../factory/domain/undo.ts';
import { hookEventSchema } from '../hooks/hook-event.ts';

export type { Problem } from '../../factory/domain/problem.ts';
export type { ProjectAccepted } from '../../factory/domain/project-accepted.ts';

export const eventPageSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      position: z.number().int().positive().describe('Of the event in its project; the `id` in the stream.'),
      event: transitionEventSchema.describe('A CloudEvent.'),
    }),
  ),
  next: z.number().int().nonnegative().describe('`after` of the next call.'),
});
export type EventPage = z.infer<typeof eventPageSchema>;

export const repositoryListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      name: z.string().describe('Of the repository, without organization and project.'),
      repository: z.string().describe('A path or URL that `git clone` accepts.'),
      commit: z.string().describe('The commit that was delivered.'),
      service: z.string().optional().describe('The service it holds; absent where several share it.'),
    }),
  ),
});
export type RepositoryList = z.infer<typeof repositoryListSchema>;

export const undoLedgerSchema = z.strictObject({
  items: z
    .array(undoEntrySchema)
    .describe('Effects outside the project, in the order of their registration.'),
  discarded: z
    .array(discardedArtifactSchema)
    .describe('Artifacts that were deleted with the stage that failed.'),
});
export type UndoLedger = z.infer<typeof undoLedgerSchema>;

/** Hash of what the caller was shown. Absent when `If-Match` has it. */
const shown = reviewSchema.shape.sha256
  .optional()
  .describe('`sha256` of the review as it was read; or `If-Match` with the `ETag`.');
const [retry, accept, amend, answer, abort] = decisionSchema.options;

/** A decision, bound to what was read. */
export const reviewDecisionSchema = z.discriminatedUnion('kind', [
  retry.extend({ shown }).describe(retry.description ?? ''),
  accept.extend({ shown }).describe(accept.description ?? ''),
  amend.extend({ shown }).describe(amend.description ?? ''),
  answer.extend({ shown }).describe(answer.description ?? ''),
  abort.extend({ shown }).describe(abort.description ?? ''),
]);

export const cancellationSchema = z.strictObject({
  reason: z.string().trim().min(1).max(MAX_DECISION_TEXT).optional().describe('Why.'),
});

export const retrySchema = z.strictObject({
  from: stageSchema.describe('The stage to begin with; what earlier stages did is kept.'),
});

export const healthSchema = z.strictObject({
  status: z.enum(['healthy', 'unhealthy']).describe('Whether the store answers.'),
  version: z.string().describe('Of the factory.'),
});
export type Health = z.infer<typeof healthSchema>;

/** The bodies of the API, under `components/schemas` of its document. */
export const components = {
  ProjectDefinition: projectDefinitionSchema,
  ProjectAccepted: projectAcceptedSchema,
  ProjectList: z.strictObject({ items: z.array(projectSummarySchema) }),
  RunResult: runResultSchema,
  EventPage: eventPageSchema,
  ActionList: z.strictObject({ items: z.array(agentActionSchema) }),
  ArtifactList: z.strictObject({ items: z.array(artifactSchema) }),
  RepositoryList: repositoryListSchema,
  UndoLedger: undoLedgerSchema,
  Review: reviewSchema,
  ReviewList: z.strictObject({ items: z.array(reviewSchema) }),
  ReviewDecision: reviewDecisionSchema,
  DeadLetter: deadLetterSchema,
  DeadLetterList: z.strictObject({ items: z.array(deadLetterSchema) }),
  DiscardReason: z.strictObject({ reason: z.string().min(1).max(2_000).describe('Why, for the log.') }),
  Cancellation: cancellationSchema,
  Retry: retrySchema,
  Health: healthSchema,
  AzureDevOpsHook: hookEventSchema,
  Problem: problemSchema,
} satisfies Record<string, z.ZodType>;
export type ComponentName = keyof typeof components;
