import { z } from 'zod';

import { stageSchema } from './stage.ts';

/** One thing an agent did. Append-only; `id` is deterministic, so a repeated activity does not write it twice. */
export const agentActionSchema = z.strictObject({
  /** Instance id, step and try: `p-…:vision:plan:1`. */
  id: z.string().min(1),
  projectId: z.string().min(1),
  correlationId: z.string().min(1),
  causationId: z.string().min(1),
  traceparent: z.string().optional(),
  stage: stageSchema,
  service: z.string().optional(),
  agent: z.string().min(1),
  action: z.string().min(1),
  /** `rules`, or the model's deployment. */
  provider: z.string().min(1),
  status: z.enum(['succeeded', 'failed']),
  /** RFC 3339. */
  startedAt: z.string(),
  durationMs: z.number().int().nonnegative(),
  /** What went in and came out: artifact paths and counts, never contents. */
  input: z.string(),
  output: z.string(),
  /** Knowledge entries used, by id, with why. */
  knowledge: z.array(z.strictObject({ id: z.string(), why: z.string() })),
  error: z.string().optional(),
});
export type AgentAction = z.infer<typeof agentActionSchema>;
