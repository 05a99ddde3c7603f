import type { Review } from '../api/types.ts';
import { hashOf } from '../app/route.ts';
import { outcomeOf, reasonOf, roleTitles, when, whereOf } from './review-texts.ts';

const Evidence = ({ review: { projectId, subject } }: { review: Review }) =>
  subject.evidence.length === 0 ? null : (
    <>
      <h3>To look at</h3>
      <ul class="evidence">
        {subject.evidence.map(({ path }) => (
          <li key={path}>
            <a href={hashOf({ page: 'project', id: projectId, view: 'artifacts', path })}>{path}</a>
          </li>
        ))}
      </ul>
    </>
  );

/** What a question shows: what went wrong, what was tried, the files to look at; and what was decided by whom. */
export const ReviewView = ({ review }: { review: Review }) => {
  const { subject, role, openedAt, escalatedAt } = review;
  const outcome = outcomeOf(review);
  const reason = reasonOf(review);
  return (
    <article class="review" aria-labelledby="review-heading">
      <h2 id="review-heading">{subject.title}</h2>
      <p class="muted">
        {whereOf(review)} · {review.id} · asks {roleTitles[role]} since {when(openedAt)}
        {escalatedAt ? `, and everybody since ${when(escalatedAt)}` : ''}
        {subject.failure ? ` · ${`${subject.tries} ${subject.tries === 1 ? 'try' : 'tries'}`}` : ''}
      </p>
      {subject.failure && subject.failure.message !== subject.title && (
        <p class="review-failure">{subject.failure.message}</p>
      )}
      <Evidence review={review} />
      {outcome && (
        <p class="note" role="status">
          <strong>{outcome}</strong> {reason}
        </p>
      )}
    </article>
  );
};
