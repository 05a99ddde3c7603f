import { z } from 'zod';

/** One event on its way through the solution. */
export const hopSchema = z.strictObject({
  /** RFC 3339, when it was published. */
  at: z.string(),
  /** The service that published it. */
  service: z.string(),
  event: z.string(),
  /** Services to which it was delivered and which applied it. */
  consumers: z.array(z.string()),
});
export type Hop = z.infer<typeof hopSchema>;

/** What came of following one path of a business process through the running services. */
export const processReportSchema = z.strictObject({
  process: z.string(),
  path: z.string(),
  status: z.enum(['passed', 'failed']),
  /** The one correlation id that every hop carried. */
  correlationId: z.string(),
  hops: z.array(hopSchema),
  detail: z.string(),
  durationMs: z.number().int().nonnegative(),
});
export type ProcessReport = z.infer<typeof processReportSchema>;
