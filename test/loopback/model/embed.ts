import { createHash } from 'node:crypto';

import { z } from 'zod';

export const embeddingRequestSchema = z.strictObject({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)]),
  dimensions: z.int().positive().max(3_072).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
});

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];

/** A vector of length one, in which texts that share words are near. */
export const vectorOf = (text: string, dimensions: number): number[] => {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of ['', ...wordsOf(text)]) {
    const at = createHash('sha256').update(word).digest().readUInt32BE() % dimensions;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
};

export const asBase64 = (vector: readonly number[]): string =>
  Buffer.from(new Float32Array(vector).buffer).toString('base64');
