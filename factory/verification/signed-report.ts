import { criticalError } from '../../platform/port-error.ts';
import { openEnvelope } from '../../platform/signed-envelope.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The text that the reporter signed with the run's key; `undefined` where there is no report. Throws kind `critical` for a report
 * that somebody else wrote: only the code under test can have.
 */
export const readSigned = (file: string | undefined, key: string): string | undefined => {
  if (file === undefined) return undefined;
  const report = openEnvelope(parsed(file), key);
  if (report !== undefined) return report;
  throw criticalError(
    'sandbox',
    'The test report is not the one that the runner wrote: the code under test replaced it. Its verdict counts for nothing.',
  );
};
