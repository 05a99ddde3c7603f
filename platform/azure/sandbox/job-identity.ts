import { createHmac } from 'node:crypto';

import { runsCode, type JobKind } from '../../jobs/job.ts';

/** By what a job is found again, and its verdict known. */
export type JobIdentity = {
  /** Of the session, in letters, digits and `-`: whoever knows it and has a token reaches the session. */
  identifier: string;
  id: string;
  verdictKey: string;
};

/**
 * A job is named by whose it is and what is in it, so that whoever asks again, after a crash as after a wait, finds the one that
 * goes on; nothing has to be remembered. Code of its own content has a session of its own; tools of ours share one per subject.
 *
 * @param key secret of the factory
 */
export const jobIdentity = (
  key: string,
  whose: { tenant: string; projectId: string; subject: string },
  { kind, digest }: { kind: JobKind; digest: string },
): JobIdentity => {
  const owner = [whose.tenant, whose.projectId, whose.subject];
  const derived = (use: string, ...parts: string[]): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([use, ...owner, ...parts]))
      .digest('hex');
  return {
    identifier: `s-${derived('session', ...(runsCode(kind) ? [kind, digest] : ['tools']))}`,
    id: derived('job', kind, digest),
    verdictKey: derived('verdict', kind, digest),
  };
};
