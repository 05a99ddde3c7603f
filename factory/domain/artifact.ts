import { z } from 'zod';

import { stageSchema } from './stage.ts';

/** A file that a stage produced. Content lives in the artifact store under its sha-256. */
export const artifactSchema = z.strictObject({
  path: z.string().min(1).describe('`plan/product-plan.json`, `services/audit-trail/src/main.ts`.'),
  stage: stageSchema.describe('The stage that wrote it.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of the content, in lower-case hex.'),
  size: z.number().int().nonnegative().describe('Bytes.'),
});
export type Artifact = z.infer<typeof artifactSchema>;

/** What is kept of an artifact that was deleted because its stage failed. */
export const discardedArtifactSchema = artifactSchema.extend({
  reason: z.string().describe('Why it was deleted.'),
});
export type DiscardedArtifact = z.infer<typeof discardedArtifactSchema>;

/** A generated file before it is stored, under a relative path: text, or base64 where the path is one of a binary. */
export type GeneratedFile = { path: string; content: string };

/** Archives are the only binaries that the factory makes. */
export const isBinary = (path: string): boolean => path.endsWith('.tgz');

/** Where the files of a service's repository live among a project's artifacts. */
export const servicePrefix = (service: string): string => `services/${service}/`;
