import type { Artifact } from '../../factory/domain/artifact.ts';
import { reviewSchema, type Review } from '../../factory/domain/review.ts';
import type { Ports } from '../../platform/ports.ts';
import type { Answer } from '../http/answer.ts';
import { problem } from '../http/problem.ts';
import { currentReview } from './current-review.ts';

type Found = {
  review: Review;
  /** All of its project. */
  artifacts: readonly Artifact[];
};

/** The review that a path names, as it stands now, or the 404 that says there is none. */
export const findReview = async (
  { reviews, artifacts }: Pick<Ports, 'reviews' | 'artifacts'>,
  params: Record<string, string>,
): Promise<Found | { missing: Answer }> => {
  const id = reviewSchema.shape.id.safeParse(params['reviewId']);
  const stored = id.success ? await reviews.get(id.data) : undefined;
  if (!stored)
    return { missing: problem('not-found', `There is no review ${JSON.stringify(params['reviewId'])}.`) };
  const present = await artifacts.list(stored.projectId);
  return { review: currentReview(stored, present), artifacts: present };
};
