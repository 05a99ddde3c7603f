import { z } from 'zod';

import { usageSchema } from './model.ts';
import { stageSchema } from './stage.ts';

/** One thing an agent did. Append-only; `id` is deterministic, so a repeated activity does not write it twice. */
export const agentActionSchema = z.strictObject({
  id: z.string().min(1).describe('Project, stage, service, step and try: `p-…:vision:plan-the-product:1`.'),
  projectId: z.string().min(1).describe('The project.'),
  correlationId: z.string().min(1).describe('What the project was created under.'),
  causationId: z.string().min(1).describe('Id of the event that led to it.'),
  traceparent: z.string().optional().describe('W3C trace context.'),
  stage: stageSchema.describe('The stage in which it was done.'),
  service: z.string().optional().describe('The service it was done for, absent when for all.'),
  agent: z.string().min(1).describe('Who did it; of a person the name, and the id where there is one.'),
  action: z.string().min(1).describe('What was done.'),
  provider: z.string().min(1).describe("Who thought: `rules`, the model's deployment, or a `person`."),
  prompt: z.string().optional().describe('Version of what a model was told: `vision-3+1f0c2a9b`.'),
  usage: usageSchema.optional().describe('What the answers of a model used.'),
  status: z.enum(['succeeded', 'failed']).describe('How it ended.'),
  startedAt: z.string().describe('RFC 3339.'),
  durationMs: z.number().int().nonnegative().describe('Milliseconds.'),
  input: z.string().describe('What went in: paths of artifacts and counts, never contents.'),
  output: z.string().describe('What came out, in the same way; empty when it failed.'),
  knowledge: z
    .array(
      z.strictObject({
        id: z.string().describe('The entry.'),
        why: z.string().describe('Why it was used.'),
      }),
    )
    .describe('Entries of knowledge that the output rests on.'),
  strategy: z.string().optional().describe('How it was tried, where that differs from try to try.'),
  diff: z.string().max(4_000).optional().describe('What became different against the try before, shortened.'),
  error: z.string().optional().describe('Why it failed.'),
});
export type AgentAction = z.infer<typeof agentActionSchema>;
