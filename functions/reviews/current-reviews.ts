import type { Review } from '../../factory/domain/review.ts';
import type { Ports } from '../../platform/ports.ts';
import { currentReview } from './current-review.ts';

/** Reviews as they stand now, oldest first. Of all projects where none is named. */
export const currentReviews = async (
  { reviews, artifacts }: Pick<Ports, 'reviews' | 'artifacts'>,
  status: Review['status'] | 'all',
  projectId?: string,
): Promise<Review[]> => {
  const listed = (await reviews.list(projectId)).filter(
    (review) => status === 'all' || review.status === status,
  );
  const open = listed.filter((review) => review.status === 'open');
  const projects = [...new Set(open.map((review) => review.projectId))];
  const present = new Map(
    await Promise.all(projects.map(async (id) => [id, await artifacts.list(id)] as const)),
  );
  return listed.map((review) => currentReview(review, present.get(review.projectId) ?? []));
};
