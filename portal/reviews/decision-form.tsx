import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { client } from '../api/browser.ts';
import type { Trouble } from '../api/trouble.ts';
import type { Review } from '../api/types.ts';
import { TroubleNote } from '../app/notes.tsx';
import { DecisionFields, type LoadArtifact } from './decision-fields.tsx';
import { decisionOf, emptyDraft, missingField, type DecisionDraft } from './decision-draft.ts';
import { decisionTitle } from './review-texts.ts';

/** Decides a review: one of what it takes, on what it shows. */
export const DecisionForm = ({
  review,
  paths,
  load,
  onDecided,
}: {
  review: Review;
  /** Of all files of the project. */
  paths: readonly string[];
  load: LoadArtifact;
  /** Whatever came of it, what is shown is to be read again. With trouble, another decision came first. */
  onDecided: (trouble?: Trouble) => void;
}) => {
  const [draft, setDraft] = useState<DecisionDraft>(() => emptyDraft(review.decisions[0] ?? 'abort'));
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const form = useRef<HTMLFormElement>(null);
  const missing = tried ? missingField(draft) : undefined;
  useLayoutEffect(() => {
    if (missing) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [missing]);

  const send = async (): Promise<void> => {
    setTried(true);
    if (sending || missingField(draft)) return;
    setSending(true);
    const answer = await client.decide(review.id, decisionOf(draft), review.sha256);
    setSending(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) onDecided();
    else if (answer.trouble.status === 409) onDecided(answer.trouble);
  };

  return (
    <form
      class="decision"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset>
        <legend>Your decision</legend>
        {review.decisions.map((kind) => (
          <label key={kind} class="choice">
            <input
              type="radio"
              name="decision"
              checked={draft.kind === kind}
              onChange={() => {
                setDraft({ ...draft, kind });
                setTried(false);
                setTrouble(undefined);
              }}
            />
            {decisionTitle(kind, review)}
          </label>
        ))}
      </fieldset>
      <DecisionFields
        draft={draft}
        missing={missing}
        service={review.service}
        paths={paths}
        load={load}
        onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
      />
      {trouble && <TroubleNote trouble={trouble} />}
      <button type="submit" class="button" aria-disabled={sending}>
        {sending ? 'Sending …' : 'Decide'}
      </button>
    </form>
  );
};
