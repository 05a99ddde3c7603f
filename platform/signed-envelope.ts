import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

/** A text, and who wrote it: HMAC-SHA-256 of it in lower-case hex. */
export const signedEnvelopeSchema = z.strictObject({
  signature: z.string().regex(/^[0-9a-f]{64}$/),
  report: z.string(),
});
export type SignedEnvelope = z.infer<typeof signedEnvelopeSchema>;

const signatureOf = (report: string, key: string): string =>
  createHmac('sha256', key).update(report).digest('hex');

export const signEnvelope = (report: string, key: string): SignedEnvelope => ({
  signature: signatureOf(report, key),
  report,
});

/** The text of an envelope; `undefined` where it is none, or was signed with another key. */
export const openEnvelope = (value: unknown, key: string): string | undefined => {
  const { data } = signedEnvelopeSchema.safeParse(value);
  if (!data) return undefined;
  const expected = Buffer.from(signatureOf(data.report, key), 'hex');
  return timingSafeEqual(expected, Buffer.from(data.signature, 'hex')) ? data.report : undefined;
};
