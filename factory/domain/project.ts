import { z } from 'zod';

import { failureSchema } from './failure.ts';
import { projectDefinitionSchema } from './project-definition.ts';
import { runResultSchema } from './run-result.ts';
import { stageSchema } from './stage.ts';

/** A server-made instance id: `p-` and a UUIDv7, printable ASCII, never user text. */
export const projectIdSchema = z.string().regex(/^p-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** The project document. Facts that a stage establishes are added to it; contents live in the artifact store. */
export const projectSchema = z.strictObject({
  id: projectIdSchema,
  correlationId: z.string(),
  idempotencyKey: z.string(),
  definition: projectDefinitionSchema,
  status: z.enum(['running', 'completed', 'failed']),
  /** RFC 3339. */
  createdAt: z.string(),
  endedAt: z.string().optional(),
  stages: z.partialRecord(
    stageSchema,
    z.strictObject({
      status: z.enum(['running', 'completed', 'failed']),
      startedAt: z.string(),
      endedAt: z.string().optional(),
    }),
  ),
  services: z.array(runResultSchema.shape.services.element),
  requirements: runResultSchema.shape.requirements,
  workItems: runResultSchema.shape.workItems,
  repositories: runResultSchema.shape.repositories,
  processes: runResultSchema.shape.processes.default([]),
  /** Stories whose acceptance scenarios all passed, by service. */
  servedStories: z.record(z.string(), z.array(z.string())).default({}),
  failure: failureSchema.extend({ stage: stageSchema.optional() }).optional(),
});
export type Project = z.infer<typeof projectSchema>;
