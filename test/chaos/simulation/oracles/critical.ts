import { all, failureOf, type Facts, type Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';

const BOOKS =
  /^(?:recordTransition|readStop|openReview|readReview|noteReview|applyDecision|withdrawReviews|settleBudget|listUndo|undoEffect)$/;

const keyOf = (activity: string, input: Facts): string => {
  const { attempt: _, ...rest } = input;
  return `${activity} ${JSON.stringify(rest)}`;
};

const retried = ({ happenings }: Run): string[] => {
  const failed = new Set<string>();
  const violations: string[] = [];
  for (const happening of happenings) {
    if (happening.what !== 'answered' && happening.what !== 'began') continue;
    const { activity, input } = happening;
    if (BOOKS.test(activity)) continue;
    const key = keyOf(activity, input);
    if (happening.what === 'began' && failed.has(key))
      violations.push(`${key.slice(0, 120)} is tried again after a critical failure`);
    if (happening.what === 'answered' && failureOf(happening.outcome)?.kind === 'critical') failed.add(key);
  }
  return violations;
};

/** Work that began though the project was marked as stopped before that instant. */
const unstopped = ({ happenings }: Run): string[] => {
  let stoppedAt: number | undefined;
  return happenings.flatMap((happening) => {
    if (happening.what === 'project')
      stoppedAt = happening.after.stop ? (stoppedAt ?? happening.at) : undefined;
    return happening.what === 'worked' && stoppedAt !== undefined && happening.at > stoppedAt
      ? [`${happening.activity} works ${(happening.at - stoppedAt) / 1_000} s after the stop`]
      : [];
  });
};

const wronglyDecided = ({ reviews }: Run): string[] =>
  reviews.flatMap(({ id, subject: { failure }, decision }) => {
    if (failure?.kind !== 'critical' || !decision) return [];
    const { kind } = decision.decision;
    const isNever = failure.criticalReason === 'secret' || failure.criticalReason === 'path-escape';
    return kind === 'abort' || (kind === 'accept' && !isNever)
      ? []
      : [`"${kind}" was decided on ${failure.criticalReason ?? 'critical'} review ${id}`];
  });

/** A secret or an escape stays one, whatever happened between its failure and the question. */
const softened = ({ happenings, reviews }: Run): string[] => {
  const reasons = all(happenings, 'project').flatMap(({ before, after }) =>
    after.stop?.reason === 'critical' && !before.stop ? [after.stop.why] : [],
  );
  const asked = reviews.filter(({ subject }) => subject.failure?.kind === 'critical');
  return all(happenings, 'answered').flatMap(({ outcome, activity }) => {
    const failure = failureOf(outcome);
    if (BOOKS.test(activity) || failure?.kind !== 'critical' || !reasons.includes(failure.message)) return [];
    const about = asked.filter(({ subject }) => subject.failure?.message === failure.message);
    return about
      .filter(({ subject }) => subject.failure?.criticalReason !== failure.criticalReason)
      .map(({ id }) => `review ${id} does not say that it is about ${failure.criticalReason}`);
  });
};

/** Critical failures are put to a person, never tried again; what runs is stopped. */
export const critical: Oracle = {
  name: 'critical',
  check: (run) => [
    ...retried(run),
    ...unstopped(run),
    ...wronglyDecided(run),
    ...softened(run),
    ...(run.project.status === 'aborted' && run.project.stop?.reason === 'critical'
      ? ['a critical failure ended the project, and nobody was asked']
      : []),
  ],
  plant: () => ({
    dispatch: (own) => (task, answer) =>
      own(task, (outcome) => {
        const { failure } = outcome as { failure?: { kind: string } };
        answer(
          failure?.kind === 'critical' ? { ok: false, failure: { ...failure, kind: 'transient' } } : outcome,
        );
      }),
  }),
};
