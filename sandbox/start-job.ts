import { failed, type Outcome } from '../factory/domain/failure.ts';
import { classify } from '../platform/classify.ts';
import type { Job } from '../platform/jobs/job.ts';
import type { Interruption, Verification, Verifier } from '../platform/ports.ts';
import type { StartJob } from './job-board.ts';

const resultOf = (verifier: Verifier, verification: Verification, job: Job): Promise<unknown> => {
  switch (job.kind) {
    case 'service':
      return verifier.verifyService(verification, job);
    case 'delivery':
      return verifier.verifyDelivery(verification, job.files);
    case 'platform':
      return verifier.verifyPlatform(verification, job);
    case 'extensions':
      return verifier.verifyExtensions(verification, job.files);
    case 'templates':
      return verifier.inspectTemplates(verification, job.files);
  }
};

/** Does jobs with a verifier, each for as long as `limitMs` at most; what takes longer is ended, as `transient`. */
export const jobsOf =
  (verifier: Verifier, interruption: Interruption, limitMs: number): StartJob =>
  (job) => {
    const scope = interruption.begin();
    const ended = Promise.withResolvers<Outcome<unknown>>();
    // Programs end with the scope; whatever does not is given up.
    const end = async (why: string): Promise<void> => {
      await scope.interrupt();
      ended.resolve(failed('transient', why));
    };
    const tooLong = `The verification took longer than ${Math.round(limitMs / 60_000)} minutes in the sandbox and was ended.`;
    const timer = setTimeout(() => void end(tooLong), limitMs);
    // The verifier names its folders by it; nobody else is here.
    const verification = { projectId: 'job', subject: job.kind, attempt: 1 };
    const own = scope
      .run(() => resultOf(verifier, verification, job))
      .then((value): Outcome<unknown> => ({ ok: true, value }), classify);
    const outcome = Promise.race([own, ended.promise]).finally(() => clearTimeout(timer));
    return {
      outcome,
      end: () => end('The verification was called off.'),
    };
  };
