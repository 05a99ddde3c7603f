import type { Trouble } from '../api/trouble.ts';

/** Something is wrong: what, why, and what to do. */
export const TroubleNote = ({
  trouble: { what, why, advice },
  onRetry,
}: {
  trouble: Pick<Trouble, 'what' | 'why' | 'advice'>;
  onRetry?: () => void;
}) => (
  <div class="note note-bad" role="alert">
    <p class="note-what">{what}</p>
    <p class="note-why">{why}</p>
    <p class="note-advice">{advice}</p>
    {onRetry && (
      <button type="button" class="button-quiet" onClick={onRetry}>
        Try again
      </button>
    )}
  </div>
);

/** There is nothing here yet, and why. */
export const EmptyNote = ({ title, text }: { title: string; text: string }) => (
  <div class="note note-empty">
    <p class="note-what">{title}</p>
    <p>{text}</p>
  </div>
);

export const Loading = ({ what }: { what: string }) => (
  <p class="loading" role="status">
    Loading {what} …
  </p>
);
