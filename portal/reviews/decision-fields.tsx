import { useRef, useState } from 'preact/hooks';

import { Field } from '../app/field.tsx';
import { amendable, fieldsOf, type DecisionDraft, type DraftField } from './decision-draft.ts';

export type LoadArtifact = (path: string) => Promise<string>;

const MAX_TEXT = 2_000;

type TextField = Exclude<DraftField, 'path'>;

const texts: Record<TextField, { label: string; hint: string; lines: number; maxLength?: number }> = {
  guidance: {
    label: 'Guidance',
    hint: 'What the agent is told. A model reads it; the built-in agents take no advice.',
    lines: 3,
    maxLength: MAX_TEXT,
  },
  reason: { label: 'Reason', hint: 'Why, for whoever reads it later.', lines: 3, maxLength: MAX_TEXT },
  content: {
    label: 'New content',
    hint: 'The whole file. The factory does not overwrite it any more.',
    lines: 16,
  },
  answer: {
    label: 'Answer',
    hint: 'A new text in plain English, or a JSON object with members of the definition.',
    lines: 6,
  },
};

const complaints: Record<DraftField, string> = {
  guidance: 'Say what the agent shall do.',
  reason: 'Say why.',
  content: 'Write the new content.',
  answer: 'Write the answer.',
  path: 'Choose a file.',
};

const PathField = ({
  path,
  paths,
  missing,
  onChoose,
}: {
  path: string;
  paths: readonly string[];
  missing: boolean;
  onChoose: (path: string) => void;
}) => (
  <div class="field">
    <label for="field-path">File</label>
    <select
      id="field-path"
      value={path}
      aria-invalid={missing}
      aria-describedby={missing ? 'error-path' : undefined}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value="">Choose …</option>
      {paths.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
    {missing && (
      <p class="field-error" id="error-path">
        {complaints.path}
      </p>
    )}
  </div>
);

/** The fields of the decision that is chosen. A file that is chosen comes with the text that it has now. */
export const DecisionFields = ({
  draft,
  missing,
  service,
  paths,
  load,
  onChange,
}: {
  draft: DecisionDraft;
  missing: DraftField | undefined;
  service: string | undefined;
  paths: readonly string[];
  load: LoadArtifact;
  onChange: (changes: Partial<DecisionDraft>) => void;
}) => {
  const latest = useRef(draft);
  latest.current = draft;
  const [unread, setUnread] = useState<string>();
  const choose = async (path: string): Promise<void> => {
    setUnread(undefined);
    onChange({ path, content: '' });
    if (path === '') return;
    const reading = await load(path).then(
      (content) => ({ content }),
      (error: unknown) => ({ why: error instanceof Error ? error.message : String(error) }),
    );
    // Another file was chosen, or something was written, while this one was on its way.
    if (latest.current.path !== path || latest.current.content !== '') return;
    if ('why' in reading) setUnread(reading.why);
    else onChange(reading);
  };
  return (
    <>
      {fieldsOf[draft.kind].map(({ field, required }) =>
        field === 'path' ? (
          <PathField
            key={field}
            path={draft.path}
            paths={amendable(paths, service)}
            missing={missing === 'path'}
            onChoose={(path) => void choose(path)}
          />
        ) : (
          <Field
            key={field}
            {...texts[field]}
            name={field}
            value={draft[field]}
            required={required}
            error={missing === field ? complaints[field] : field === 'content' ? unread : undefined}
            onInput={(name, value) => onChange({ [name]: value })}
          />
        ),
      )}
    </>
  );
};
