import type { DecisionKind } from '../factory/domain/decision.ts';
import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import { awaitWake } from '../factory/domain/project-transitions.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

export type ReviewState =
  { state: 'open' } | { state: 'stopped' } | { state: 'decided'; decision: DecisionKind };

type Used = Pick<Ports, 'reviews' | 'projects'>;

/**
 * Reads whether a review is decided. While it is open, `event` is kept as what wakes the instance: a decision that was written
 * before is read here, one that is written later finds the event to raise.
 */
export const createReadReview =
  ({ reviews, projects }: Used) =>
  async (
    input: ActivityInput & { reviewId: string; instanceId: string; event: string },
  ): Promise<Outcome<ReviewState>> => {
    await projects.update(input.projectId, (project) => awaitWake(project, input.instanceId, input.event));
    const review = await reviews.get(input.reviewId);
    if (review?.decision) return succeeded({ state: 'decided', decision: review.decision.decision.kind });
    const { stop } = await requireProject(projects, input.projectId);
    // A critical failure stopped the project, or what was done is being taken back: that is what the review is about.
    const isAboutTheStop =
      review?.step === 'compensation' ||
      (stop?.reason === 'critical' && review?.subject.failure?.kind === 'critical');
    return succeeded(stop && !isAboutTheStop ? { state: 'stopped' } : { state: 'open' });
  };
