import { useState } from 'preact/hooks';

import { client } from '../api/browser.ts';
import type { Trouble } from '../api/trouble.ts';
import type { Review, RunResult } from '../api/types.ts';
import { EmptyNote, Loading, TroubleNote } from '../app/notes.tsx';
import { hashOf } from '../app/route.ts';
import { useLoaded } from '../app/use-loaded.ts';
import type { LoadArtifact } from './decision-fields.tsx';
import { DecisionForm } from './decision-form.tsx';
import { ReviewLinks } from './open-reviews.tsx';
import { outcomeOf } from './review-texts.ts';
import { ReviewView } from './review-view.tsx';

const ReviewGroups = ({ reviews }: { reviews: readonly Review[] }) => {
  const open = reviews.filter(({ status }) => status === 'open');
  const closed = reviews.filter(({ status }) => status !== 'open');
  return (
    <>
      <h2>Waiting for a decision</h2>
      {open.length === 0 ? <p class="muted">Nobody is asked anything.</p> : <ReviewLinks reviews={open} />}
      {closed.length > 0 && (
        <>
          <h2>Decided before</h2>
          <ul class="review-links">
            {closed.map((review) => (
              <li key={review.id}>
                <a href={hashOf({ page: 'project', id: review.projectId, view: 'reviews', path: review.id })}>
                  {review.subject.title}
                </a>
                <p class="muted">{outcomeOf(review)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

type Props = { id: string; result: RunResult; version: number; reload: () => void; load: LoadArtifact };

const OneReview = ({ review, result, version, reload, load }: Props & { review: string }) => {
  const { value, trouble, reload: again } = useLoaded(() => client.review(review), review, version);
  const [late, setLate] = useState<Trouble>();
  if (trouble) return <TroubleNote trouble={trouble} onRetry={again} />;
  if (!value) return <Loading what="the review" />;
  return (
    <>
      {late && value.status !== 'open' && (
        <TroubleNote
          trouble={{ ...late, what: 'Your decision came too late.', advice: 'What holds is below.' }}
        />
      )}
      <ReviewView review={value} />
      {value.status === 'open' && (
        <DecisionForm
          key={value.id}
          review={value}
          paths={result.artifacts.map(({ path }) => path)}
          load={load}
          onDecided={(refusal) => {
            setLate(refusal);
            again();
            reload();
          }}
        />
      )}
    </>
  );
};

const AllReviews = ({ id, version }: Props) => {
  const { value, trouble, reload } = useLoaded(() => client.reviews(id), `reviews of ${id}`, version);
  if (trouble) return <TroubleNote trouble={trouble} onRetry={reload} />;
  if (!value) return <Loading what="the reviews" />;
  return value.length === 0 ? (
    <EmptyNote title="Nobody was asked anything." text="What only a person can decide appears here." />
  ) : (
    <ReviewGroups reviews={value} />
  );
};

/** What people are and were asked about a project, or one question with the form that decides it. */
export const Reviews = ({ review, ...props }: Props & { review: string | undefined }) => (
  <div class="reviews">
    {review === undefined ? (
      <AllReviews {...props} />
    ) : (
      <>
        <a href={hashOf({ page: 'project', id: props.id, view: 'reviews' })}>All reviews of the project</a>
        <OneReview key={review} {...props} review={review} />
      </>
    )}
  </div>
);
