import { z } from 'zod';

import { decisionSchema, MAX_DECISION_TEXT } from './decision.ts';
import { envelope } from './message-envelope.ts';
import { reviewSchema } from './review.ts';
import { projectIdSchema } from './tenant.ts';

const cancelSchema = z
  .strictObject({
    ...envelope,
    type: z.literal('project.cancel.v1').describe('Cancels a project.'),
    data: z
      .strictObject({
        projectId: projectIdSchema.optional().describe('The project.'),
        request: envelope.id
          .optional()
          .describe(
            'Or `id` of the message `project.create.v1` that makes it, whether that has come or not.',
          ),
        reason: z.string().trim().min(1).max(MAX_DECISION_TEXT).optional().describe('Why.'),
      })
      .refine(({ projectId, request }) => (projectId === undefined) !== (request === undefined), {
        error: 'names the project by either projectId or request',
      })
      .meta({ oneOf: [{ required: ['projectId'] }, { required: ['request'] }] })
      .describe('What is cancelled.'),
  })
  .describe(
    'Ends a project and takes back what it did. One that comes before its request is remembered: the request is then answered with a project that is cancelled.',
  );

const decideSchema = z
  .strictObject({
    ...envelope,
    type: z.literal('review.decide.v1').describe('Decides a review.'),
    data: z
      .strictObject({
        reviewId: reviewSchema.shape.id.describe('The review, as event `review.requested` names it.'),
        shown: reviewSchema.shape.sha256.describe(
          '`sha256` of the review as it was read, so that nobody decides on something else.',
        ),
        decision: decisionSchema.describe('What is decided.'),
      })
      .describe('The decision.'),
  })
  .describe(
    'Decides a review, with the roles that the sender is registered with. The same decision again is answered alike.',
  );

/** What comes on a queue `factory-control`. */
export const controlMessageSchema = z.discriminatedUnion('type', [cancelSchema, decideSchema]);
export type ControlMessage = z.infer<typeof controlMessageSchema>;
