import { z } from 'zod';

/** What is kept on queue `factory-rejected`: a message that can never work. */
export const rejectedMessageSchema = z.strictObject({
  from: z.string().describe('The queue, or `topic/subscription`, through which it came.'),
  tenant: z.string().optional().describe('Whose it is; absent where nobody can tell.'),
  reason: z.string().describe('Why it can never work.'),
  message: z.string().describe('As it came, without what looks like a credential; cut where it is long.'),
});
export type RejectedMessage = z.infer<typeof rejectedMessageSchema>;

/** Characters of a rejected message that are kept: a message has 256 KiB at most, its reason included. */
export const MAX_KEPT = 32_000;
