import { z } from 'zod';

/** A message of a tool that stands for one cause, and how it is put right. */
export const diagnosticSchema = z.strictObject({
  tool: z.enum(['typescript', 'vitest', 'oxlint', 'bicep', 'npm']),
  /** As the tool prints it: `TS2322`, `BCP037`, `ERESOLVE`, `no-unused-vars`. */
  code: z.string().min(1),
  title: z.string().min(1),
  /** Regular expression that its message fulfils. */
  message: z.string().min(1),
  cause: z.string().min(20),
  fix: z.string().min(20),
  /** A message as the tool really prints it. */
  example: z.string().min(1),
  /** Names of the repairs of `factory/agents/fixing/repairs/` that cure it where its place allows, in the order of trying. */
  repairs: z.array(z.string().min(1)).min(1).optional(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;
