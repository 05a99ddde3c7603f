import { isDeepStrictEqual } from 'node:util';

import type { Review } from '../../../../factory/domain/review.ts';
import { all, type Run } from '../trace.ts';
import type { Oracle } from './oracle.ts';

/** How the step that asked may go on after a decision. */
const LEADS_TO: Readonly<Record<string, readonly string[]>> = {
  retry: ['retry', 'stopped'],
  amend: ['retry', 'stopped'],
  answer: ['retry', 'stopped'],
  accept: ['accept', 'stopped'],
  abort: ['stopped'],
};

const overwritten = ({ happenings }: Run): string[] =>
  all(happenings, 'review').flatMap(({ before, after }) =>
    before?.decision && !isDeepStrictEqual(before.decision, after.decision)
      ? [
          `the decision on ${after.id} was ${before.decision.decision.kind}, and became ${after.decision?.decision.kind}`,
        ]
      : [],
  );

/** Whoever was told that the decision stands was told the truth. */
const untrue = ({ happenings, reviews }: Run): string[] =>
  all(happenings, 'request').flatMap(({ name, status, body }) => {
    if (name !== 'decide' || status >= 300) return [];
    const { id, decision } = body as Review;
    const stored = reviews.find((review) => review.id === id);
    return isDeepStrictEqual(stored?.decision, decision)
      ? []
      : [`the answered decision on ${id} is not the one that stands`];
  });

const misapplied = ({ happenings, reviews }: Run): string[] => {
  const applied = all(happenings, 'answered').flatMap(({ activity, input, outcome }) =>
    activity === 'applyDecision' && outcome.ok
      ? [{ id: input['reviewId'], resolution: (outcome.value as { resolution: string }).resolution }]
      : [],
  );
  return reviews.flatMap(({ id, decision }) => {
    const own = applied.filter((one) => one.id === id);
    if (own.length > 1) return [`review ${id} was applied ${own.length} times`];
    const [only] = own;
    if (!only) return [];
    const kind = decision?.decision.kind ?? 'nothing';
    return LEADS_TO[kind]?.includes(only.resolution)
      ? []
      : [`"${kind}" on review ${id} led to ${only.resolution}`];
  });
};

const undecided = ({ decision: _decision, ...review }: Review): Review => ({ ...review, status: 'open' });

/** The first decision on a review stands and is applied once, as it was made. */
export const decisions: Oracle = {
  name: 'decisions',
  check: (run) => [...overwritten(run), ...untrue(run), ...misapplied(run)],
  plant: () => ({
    scenario: (own) => ({
      ...own,
      ailments: [
        {
          activity: 'assembleService',
          failing: { kind: 'code-generation' },
          phase: 'after',
          after: 0,
          times: 30,
        },
      ],
      habits: { ...own.habits, isAbsent: 0, areTwo: 1, delay: () => 0, cancels: [] },
    }),
    ports: (ports) => ({
      ...ports,
      reviews: {
        ...ports.reviews,
        update: (id, change) => ports.reviews.update(id, (before) => change(undecided(before))),
      },
    }),
  }),
};
