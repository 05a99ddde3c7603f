import { z } from 'zod';

/** One tool's verdict on the packages of the building blocks. */
export const extensionCheckSchema = z.strictObject({
  name: z.enum(['types', 'lint', 'format', 'tests']),
  passed: z.boolean(),
  /** Last lines of what the tool said. */
  output: z.string().max(4_000),
});
export type ExtensionCheck = z.infer<typeof extensionCheckSchema>;
