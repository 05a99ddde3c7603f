import { z } from 'zod';

import { stageSchema } from './stage.ts';

/** A file that a stage produced. Content lives in the artifact store under its sha-256. */
export const artifactSchema = z.strictObject({
  /** Relative, `/`-separated: `plan/product-plan.json`, `services/audit-trail/src/main.ts`. */
  path: z.string().min(1),
  stage: stageSchema,
  /** Lower-case hex of the content. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.number().int().nonnegative(),
});
export type Artifact = z.infer<typeof artifactSchema>;

/** A generated file before it is stored: UTF-8 text, relative path. */
export type GeneratedFile = { path: string; content: string };

/** Where the files of a service's repository live among a project's artifacts. */
export const servicePrefix = (service: string): string => `services/${service}/`;
