import { call } from './call-activity.ts';
import type { Handling } from './calls.ts';

/**
 * Sends findings back to engineering: one round of the fixer on the files of a service, or of what the services share. Answers
 * whether it changed anything; when it did not, no strategy is left.
 */
export const fixing = (
  subject: { service: string } | { shared: 'platform' },
): NonNullable<Handling<never>['fix']> =>
  function* fix(step, _index, round) {
    const { changed } = yield* call(step, 'fixFindings', {
      ...subject,
      stage: step.stage ?? 'quality',
      round,
    });
    return changed > 0;
  };
