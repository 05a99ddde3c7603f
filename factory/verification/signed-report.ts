import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { criticalError } from '../../platform/port-error.ts';

const envelopeSchema = z.object({ signature: z.string().regex(/^[0-9a-f]{64}$/), report: z.string() });

const isSigned = (text: string, signature: string, key: string): boolean =>
  timingSafeEqual(createHmac('sha256', key).update(text).digest(), Buffer.from(signature, 'hex'));

/**
 * The text that the reporter signed with the run's key; `undefined` where there is no report. Throws kind `critical` for a report
 * that somebody else wrote: only the code under test can have.
 */
export const readSigned = (file: string | undefined, key: string): string | undefined => {
  if (file === undefined) return undefined;
  try {
    const { signature, report } = envelopeSchema.parse(JSON.parse(file));
    if (isSigned(report, signature, key)) return report;
  } catch {
    // Told below.
  }
  throw criticalError(
    'sandbox',
    'The test report is not the one that the runner wrote: the code under test replaced it. Its verdict counts for nothing.',
  );
};
