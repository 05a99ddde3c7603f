import { useState } from 'preact/hooks';

import { client } from '../api/browser.ts';
import type { Answer, Trouble } from '../api/trouble.ts';
import type { RunResult, Stage } from '../api/types.ts';
import { Field } from '../app/field.tsx';
import { TroubleNote } from '../app/notes.tsx';
import { stageTitles } from '../app/titles.ts';

/** Closes what it stands in, and goes back to what opened it. */
const closeOnEscape = (event: KeyboardEvent): void => {
  const details = event.currentTarget;
  if (event.key !== 'Escape' || !(details instanceof HTMLDetailsElement) || !details.open) return;
  details.open = false;
  details.querySelector('summary')?.focus();
};

type Send = (request: () => Promise<Answer<unknown>>) => void;

/** Asks once more before a project is ended. */
const Cancel = ({ id, send, sending }: { id: string; send: Send; sending: boolean }) => {
  const [reason, setReason] = useState('');
  return (
    <details class="project-action" onKeyDown={closeOnEscape}>
      <summary>Cancel the project …</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(() => client.cancel(id, reason.trim()));
        }}
      >
        <Field
          name="cancel-reason"
          label="Reason"
          hint="What runs stops at its next step, and what the project did is taken back. That cannot be undone."
          value={reason}
          error={undefined}
          onInput={(_, value) => setReason(value)}
          maxLength={2_000}
        />
        <button type="submit" class="button button-bad" aria-disabled={sending}>
          End it and take back what it did
        </button>
      </form>
    </details>
  );
};

/** Stages that a project can begin with again: the first, and each whose predecessors completed. */
const startable = ({ stages }: RunResult): Stage[] => {
  const first = stages.findIndex(({ status }) => status !== 'completed');
  return stages.slice(0, first === -1 ? stages.length : first + 1).map(({ name }) => name);
};

const Retry = ({
  id,
  result,
  send,
  sending,
}: {
  id: string;
  result: RunResult;
  send: Send;
  sending: boolean;
}) => {
  const stages = startable(result);
  const [from, setFrom] = useState<Stage>(stages.at(-1) ?? 'vision');
  return (
    <details class="project-action" onKeyDown={closeOnEscape}>
      <summary>Run it again from a stage …</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(() => client.retry(id, from));
        }}
      >
        <div class="field">
          <label for="field-from">Stage to begin with</label>
          <select
            id="field-from"
            value={from}
            aria-describedby="hint-from"
            onChange={(event) => setFrom(event.currentTarget.value as Stage)}
          >
            {stages.map((stage) => (
              <option key={stage} value={stage}>
                {stageTitles[stage]}
              </option>
            ))}
          </select>
          <p class="field-hint" id="hint-from">
            What earlier stages did is kept.
          </p>
        </div>
        <button type="submit" class="button" aria-disabled={sending}>
          Run it again
        </button>
      </form>
    </details>
  );
};

/** What can be done to a project: while it runs it can be cancelled, after its end it can be run again. */
export const ProjectActions = ({
  id,
  result,
  onChange,
}: {
  id: string;
  result: RunResult;
  onChange: () => void;
}) => {
  const [trouble, setTrouble] = useState<Trouble>();
  const [sending, setSending] = useState(false);
  const send: Send = (request) => {
    const settle = async (): Promise<void> => {
      setSending(true);
      const answer = await request();
      setSending(false);
      setTrouble(answer.ok ? undefined : answer.trouble);
      onChange();
    };
    if (!sending) void settle();
  };
  const goesOn = result.status === 'running' || result.status === 'waiting';
  return (
    <>
      {goesOn ? (
        <Cancel id={id} send={send} sending={sending} />
      ) : (
        <Retry key={result.status} id={id} result={result} send={send} sending={sending} />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
    </>
  );
};
