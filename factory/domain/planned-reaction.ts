import { z } from 'zod';

/** "When A happened, B": what one thing does when something happened to another, in the plan's words. */
export const plannedReactionSchema = z.strictObject({
  /** `W1`, `W2`, … */
  id: z.string().regex(/^W[1-9]\d*$/),
  statement: z.string().min(1),
  requirementId: z.string().regex(/^R[1-9]\d*$/),
  statementIds: z.array(z.string()).default([]),
  /** `happened`: a state that it entered (its initial one: it was created), or `reserved`, `not reserved` of a stock. */
  on: z.strictObject({ subject: z.string(), happened: z.string() }),
  does: z.discriminatedUnion('kind', [
    /** A new one begins that refers to what happened; attributes of the same name are taken over. */
    z.strictObject({ kind: z.literal('start'), subject: z.string() }),
    /** The one that is referred to, or that refers to it, goes to a state. */
    z.strictObject({ kind: z.literal('move'), subject: z.string(), to: z.string() }),
    /** Takes from the stock of `subject` what the parts ask for, all or nothing. */
    z.strictObject({ kind: z.literal('reserve'), subject: z.string() }),
    z.strictObject({ kind: z.literal('release'), subject: z.string() }),
    /** An external system decides which state it goes to. */
    z.strictObject({
      kind: z.literal('ask'),
      subject: z.string(),
      system: z.string(),
      accepted: z.string(),
      refused: z.string(),
    }),
  ]),
});
export type PlannedReaction = z.infer<typeof plannedReactionSchema>;
