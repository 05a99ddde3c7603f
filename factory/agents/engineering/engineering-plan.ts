import { z } from 'zod';

import { slugSchema } from '../../domain/slug.ts';

/** Layers from the inside out; a unit depends on its own layer and on those before it. */
export const LAYERS = ['domain', 'application', 'infrastructure', 'api'] as const;

export const unitSchema = z.strictObject({
  /** `application/recordEvent`. */
  id: z.string().min(1),
  layer: z.enum(LAYERS),
  kind: z.enum([
    'aggregate',
    'repository-port',
    'use-case',
    'reaction',
    'external-port',
    'repository',
    'outbox',
    'external-adapter',
    'controller',
  ]),
  /** Folder of the generated repository it is written to. */
  folder: z.string().regex(/^src\/(?:domain|application|infrastructure|api)\/(?:[a-z0-9-]+\/)?$/),
  aggregate: z.string().min(1),
  useCases: z.array(z.string()),
  requirementIds: z.array(z.string()).min(1),
  /** Units it needs, by id. */
  dependsOn: z.array(z.string()),
  /** Code patterns of the knowledge base it follows, by id. */
  patterns: z.array(z.string()),
});
export type Unit = z.infer<typeof unitSchema>;

/** What engineering will write for one service, before a generator writes it. */
export const engineeringPlanSchema = z.strictObject({
  service: slugSchema,
  units: z.array(unitSchema).min(1),
});
export type EngineeringPlan = z.infer<typeof engineeringPlanSchema>;
