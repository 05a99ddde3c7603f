import { z } from 'zod';

/** Most characters of what a person writes to a decision. */
export const MAX_DECISION_TEXT = 2_000;

const reason = z.string().trim().min(1).max(MAX_DECISION_TEXT);

/** What a person may decide on a review. Which of these a review takes is in its `decisions`. */
export const decisionSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('retry'),
      guidance: z
        .string()
        .trim()
        .max(MAX_DECISION_TEXT)
        .optional()
        .describe('What the agent is told. Read by a model; the built-in rules take no advice.'),
    })
    .describe('Try again what failed.'),
  z
    .strictObject({ kind: z.literal('accept'), reason: reason.describe('Why it is good enough.') })
    .describe('Go on as it is.'),
  z
    .strictObject({
      kind: z.literal('amend'),
      path: z.string().min(1).max(400).describe('Path of the artifact that is replaced.'),
      content: z.string().max(1_000_000).describe('Its new text.'),
      reason: reason.optional().describe('Why.'),
    })
    .describe('Replace an artifact and try again with it. The factory does not overwrite it any more.'),
  z
    .strictObject({
      kind: z.literal('answer'),
      data: z
        .record(z.string(), z.unknown())
        .describe('Members of the project definition that take the place of the present ones.'),
    })
    .describe('Answer a clarification.'),
  z
    .strictObject({ kind: z.literal('abort'), reason: reason.describe('Why.') })
    .describe('End the project and take back what it did.'),
]);
export type Decision = z.infer<typeof decisionSchema>;
export type DecisionKind = Decision['kind'];

export const decisionKindSchema = z.enum(['retry', 'accept', 'amend', 'answer', 'abort']);
