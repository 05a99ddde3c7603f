import type { Artifact } from '../../factory/domain/artifact.ts';
import { shownHash } from '../../factory/domain/review-hash.ts';
import type { Review } from '../../factory/domain/review.ts';

/** An open review that shows its artifacts as they are now; those that are gone are not shown. A closed one stays as it was. */
export const currentReview = (review: Review, artifacts: readonly Artifact[]): Review => {
  if (review.status !== 'open') return review;
  const evidence = review.subject.evidence.flatMap(({ path }) => {
    const artifact = artifacts.find((candidate) => candidate.path === path);
    return artifact ? [{ path, sha256: artifact.sha256 }] : [];
  });
  const subject = { ...review.subject, evidence };
  return { ...review, subject, sha256: shownHash({ ...review, subject }) };
};
