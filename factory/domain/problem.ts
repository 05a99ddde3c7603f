import { z } from 'zod';

/** RFC 9457. `reason` and `suggestion` come with a definition that the reader refused. */
export const problemSchema = z.strictObject({
  type: z.string().describe('`urn:problem:<name>`'),
  title: z.string().describe('The same for every problem of a type.'),
  status: z.number().int().describe('The HTTP status.'),
  detail: z.string().describe('What is wrong here.'),
  instance: z.string().optional().describe('Where it occurred.'),
  errors: z
    .array(
      z.strictObject({
        pointer: z.string().optional().describe('JSON pointer into the body, as a URI fragment.'),
        parameter: z.string().optional().describe('Query parameter or header at fault.'),
        detail: z.string().describe('What is wrong with it.'),
      }),
    )
    .optional()
    .describe('One entry per field, parameter or header at fault.'),
  reason: z.string().optional().describe('Why a definition was refused.'),
  suggestion: z.string().optional().describe('What would be accepted.'),
});
export type Problem = z.infer<typeof problemSchema>;
