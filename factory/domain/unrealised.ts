import { z } from 'zod';

/** What is asked for and not delivered, with the reason. */
export const unrealisedSchema = z.strictObject({
  /** A requirement id, or `U1`, `U2`, … for words that did not become a requirement. */
  id: z.string().regex(/^[RU][1-9]\d*$/),
  text: z.string().min(1),
  reason: z.string().min(1),
});
export type Unrealised = z.infer<typeof unrealisedSchema>;
