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

/** A generated file before it is stored, under a relative path: text, or base64 where the path is one of a binary. */
export type GeneratedFile = { path: string; content: string };

/** Archives are the only binaries that the factory makes. */
export const isBinary = (path: string): boolean => path.endsWith('.tgz');

/** What a generated file holds on disk. */
export const bytesOf = ({ path, content }: GeneratedFile): Buffer =>
  Buffer.from(content, isBinary(path) ? 'base64' : 'utf8');

/** The other way round: the file that these bytes are. */
export const fileOf = (path: string, bytes: Uint8Array): GeneratedFile => ({
  path,
  content: Buffer.from(bytes).toString(isBinary(path) ? 'base64' : 'utf8'),
});

/** Where the files of a service's repository live among a project's artifacts. */
export const servicePrefix = (service: string): string => `services/${service}/`;
