import { z } from 'zod';

/** One event on its way through the solution. */
export const hopSchema = z.strictObject({
  at: z.string().describe('When it was published, RFC 3339.'),
  service: z.string().describe('The service that published it.'),
  event: z.string().describe('Name of the event.'),
  consumers: z.array(z.string()).describe('Services to which it was delivered and which applied it.'),
});
export type Hop = z.infer<typeof hopSchema>;

/** What came of following one path of a business process through the running services. */
export const processReportSchema = z.strictObject({
  process: z.string().describe('Name of the process.'),
  path: z.string().describe('Which way through it: the good one, or what is refused on it.'),
  status: z.enum(['passed', 'failed']).describe('One failed path fails the project.'),
  correlationId: z.string().describe('The one that every hop carried.'),
  hops: z.array(hopSchema).describe('Event by event.'),
  detail: z.string().describe('Where it ended, or what was wrong.'),
  durationMs: z.number().int().nonnegative().describe('Milliseconds.'),
});
export type ProcessReport = z.infer<typeof processReportSchema>;
