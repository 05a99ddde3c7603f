import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';

type Used = Pick<Ports, 'reviews' | 'projects'>;

/** Nothing of a stopped project is left to decide: what is still open is withdrawn, and nobody is woken any more. */
export const createWithdrawReviews =
  ({ reviews, projects }: Used) =>
  async ({ projectId }: ActivityInput): Promise<Outcome<{ withdrawn: number }>> => {
    const open = (await reviews.list(projectId)).filter(({ status }) => status === 'open');
    for (const { id } of open)
      await reviews.update(id, (review) =>
        review.status === 'open' ? { ...review, status: 'withdrawn' } : review,
      );
    await projects.update(projectId, (project) => ({ ...project, waits: {} }));
    return succeeded({ withdrawn: open.length });
  };
