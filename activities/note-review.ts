import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import type { ReviewEvent } from '../factory/domain/review-schedule.ts';
import type { Review } from '../factory/domain/review.ts';
import { transitionEvent, type TransitionType } from '../factory/domain/transition-event.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { reviewEventData } from './open-review.ts';

type Used = Pick<Ports, 'reviews' | 'publisher' | 'clock'>;

const TOLD: Record<ReviewEvent, { type: TransitionType; message: (review: Review) => string }> = {
  remind: {
    type: 'review.reminded',
    message: ({ id, role, subject }) => `Review ${id} still waits for a ${role}: ${subject.title}`,
  },
  escalate: {
    type: 'review.escalated',
    message: ({ id, subject }) => `Review ${id} may be decided by every role now: ${subject.title}`,
  },
  expire: {
    type: 'review.decided',
    message: ({ id }) => `Nobody decided review ${id} in time: the project is aborted`,
  },
};

const changed = (review: Review, event: ReviewEvent, now: string): Review => {
  if (review.status !== 'open') return review;
  if (event === 'escalate') return { ...review, escalatedAt: review.escalatedAt ?? now };
  if (event === 'remind') return review;
  const decision = { kind: 'abort' as const, reason: 'Nobody decided in time.' };
  return { ...review, status: 'decided', decision: { decision, by: 'factory', at: now } };
};

/** Writes down and publishes what became due while a review waited. An expired review is decided as aborted. */
export const createNoteReview =
  ({ reviews, publisher, clock }: Used) =>
  async (input: ActivityInput & { reviewId: string; event: ReviewEvent }): Promise<Outcome<null>> => {
    const { reviewId, event, attempt } = input;
    const now = clock.now();
    const review = await reviews.update(reviewId, (current) => changed(current, event, now.toISOString()));
    const { type, message } = TOLD[event];
    const data = reviewEventData(review, message(review));
    await publisher.publish(transitionEvent(input, type, now, data, `${reviewId}:${attempt}`));
    return succeeded(null);
  };
