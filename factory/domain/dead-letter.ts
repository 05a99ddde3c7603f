import { z } from 'zod';

/** A message that nobody could work on, after all its deliveries; it is kept until a person decides on it. */
export const deadLetterSchema = z.strictObject({
  id: z.string().describe('Of the message where it lies.'),
  receiver: z.string().describe('The queue or subscription that could not work on it.'),
  messageId: z.string().describe('What its sender called it.'),
  reason: z.string().describe('`MaxDeliveryCountExceeded`, or what its receiver said.'),
  description: z.string().describe('The last cause.'),
  deliveries: z.number().int().nonnegative().describe('How often it was tried.'),
  enqueuedAt: z.string().describe('RFC 3339.'),
  body: z.string().describe('Its content, without what looks like a credential.'),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;
