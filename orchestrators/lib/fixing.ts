import type { Stage } from '../../factory/domain/stage.ts';
import { call } from './call-activity.ts';
import type { Handling } from './calls.ts';
import type { Steps } from './durable.ts';
import { record } from './record.ts';
import type { Step } from './step.ts';

type Subject = { service: string } | { shared: 'platform' };

/**
 * One round of fixing what a stage found in the files of a service, or of what the services share. It is paid before it begins:
 * where no round is left, a person is asked to raise the limit. Nothing changed means that no strategy is left.
 */
export function* fixRound(
  step: Step,
  subject: Subject,
  stage: Stage,
  round: number,
): Steps<{ changed: number; strategy: string }> {
  const name = 'service' in subject ? subject.service : subject.shared;
  const key = ['round', step.context.df.instanceId, name, step.triesBefore ?? 0, round].join(':');
  const what = `Another round of fixing ${name}`;
  yield* call(step, 'reserveBudget', { key, what, worst: { rounds: 1 } });
  const fixed = yield* call(step, 'fixFindings', { ...subject, stage, round });
  yield* record(step, 'settleBudget', { key, actual: { rounds: fixed.changed > 0 ? 1 : 0 } });
  return fixed;
}

/** Sends findings back to engineering, round by round; answers whether anything was changed. */
export const fixing = (subject: Subject): NonNullable<Handling<never>['fix']> =>
  function* fix(step, _index, round) {
    const { changed } = yield* fixRound(step, subject, step.stage ?? 'quality', round);
    return changed > 0;
  };
