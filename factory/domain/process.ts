import { z } from 'zod';

import { camelName, pascalName, requirementIds, stateName } from './names.ts';
import { slugSchema } from './slug.ts';

/** One way through a process, from the call that starts it to the state it ends in. */
export const processPathSchema = z.strictObject({
  /** `completed`, `payment-refused` */
  name: slugSchema,
  title: z.string().min(1),
  /** Absent: everybody agrees. Else the external system that is made to refuse. */
  refusedBy: pascalName.optional(),
  /** Absent: there is enough. Else the stock of which more is asked for than is there. */
  lacks: z.strictObject({ service: slugSchema, aggregate: pascalName, field: camelName }).optional(),
  /** Events in the order in which they are delivered. */
  hops: z.array(z.strictObject({ service: slugSchema, event: pascalName })).min(1),
  /** Where the started aggregate ends. */
  ends: stateName,
  /** Fields (of what was referred to) that have their value of before again. */
  restores: z
    .array(z.strictObject({ service: slugSchema, aggregate: pascalName, field: camelName }))
    .default([]),
});
export type ProcessPath = z.infer<typeof processPathSchema>;

/** A business process across services, choreographed by events. The solution's smoke test follows every path. */
export const processSchema = z.strictObject({
  name: slugSchema,
  title: z.string().min(1),
  requirementIds,
  storyIds: z.array(z.string()),
  /** The create use case that a caller starts it with. */
  starts: z.strictObject({ service: slugSchema, useCase: camelName }),
  paths: z.array(processPathSchema).min(1),
});
export type Process = z.infer<typeof processSchema>;
