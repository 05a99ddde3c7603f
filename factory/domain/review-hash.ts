import { createHash } from 'node:crypto';

import type { Review } from './review.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Hash of what is shown and of what may be decided on it. */
export const shownHash = (review: Pick<Review, 'kind' | 'role' | 'decisions' | 'subject'>): string => {
  const { title, failure, tries, evidence } = review.subject;
  const shown = evidence.map(({ path, sha256: hash }) => [path, hash]);
  const why = failure ? [failure.kind, failure.message, failure.criticalReason ?? ''] : [];
  return sha256(JSON.stringify([review.kind, review.role, review.decisions, title, why, tries, shown]));
};

/** A short name for a long one, in 12 hex digits. */
export const shortHash = (text: string): string => sha256(text).slice(0, 12);

/** Id of a review, from the project and the step that asks. */
export const reviewId = (projectId: string, step: string): string =>
  `r-${sha256(`${projectId}:${step}`).slice(0, 10)}`;
