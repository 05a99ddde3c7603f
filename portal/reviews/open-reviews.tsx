import type { Review } from '../api/types.ts';
import { hashOf } from '../app/route.ts';
import { roleTitles, whereOf } from './review-texts.ts';

/** Links to questions, each with where it came up and who is asked. */
export const ReviewLinks = ({ reviews }: { reviews: readonly Review[] }) => (
  <ul class="review-links">
    {reviews.map((review) => (
      <li key={review.id}>
        <a href={hashOf({ page: 'project', id: review.projectId, view: 'reviews', path: review.id })}>
          {review.subject.title}
        </a>
        <p class="muted">
          {whereOf(review)} · asks {roleTitles[review.role]}
        </p>
      </li>
    ))}
  </ul>
);

/** What people are asked about a project; nothing while nobody is. */
export const OpenReviews = ({ reviews }: { reviews: readonly Review[] }) =>
  reviews.length === 0 ? null : (
    <section class="note note-waiting" aria-labelledby="open-reviews-heading">
      <h2 id="open-reviews-heading">What people are asked</h2>
      <ReviewLinks reviews={reviews} />
    </section>
  );
