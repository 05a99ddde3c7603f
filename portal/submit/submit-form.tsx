import { useLayoutEffect, useRef } from 'preact/hooks';

import { Field } from '../app/field.tsx';
import { TroubleNote } from '../app/notes.tsx';
import { pointers, type Draft } from './draft.ts';
import { useSubmission } from './use-submission.ts';

/** The longest text that the API takes, in characters. */
const MAX_TEXT = 20_000;

const EXAMPLE =
  'Keep a register of lab samples: each sample has a barcode, a material and a storage location';

type Described = { name: keyof Draft; label: string; hint: string; lines?: number; maxLength?: number };

const optional: Described[] = [
  {
    name: 'businessContext',
    label: 'Business context',
    hint: 'Why it is wanted and who it is for. It goes into the product plan and is not read for requirements.',
    lines: 3,
    maxLength: MAX_TEXT,
  },
  {
    name: 'customer',
    label: 'Customer',
    hint: 'Whose product this is. ConnectSoft when left out.',
    maxLength: 100,
  },
  {
    name: 'organization',
    label: 'Azure DevOps organization',
    hint: 'Lower-case letters, digits and hyphens. connectsoft when left out.',
  },
  {
    name: 'project',
    label: 'Azure DevOps project',
    hint: 'Where repositories and work items are created. factory when left out.',
  },
  {
    name: 'packageFeed',
    label: 'Package feed',
    hint: 'Address of an npm registry that has the @connectsoft packages. Without one each service carries them.',
    maxLength: 300,
  },
];

/** Takes a definition and starts a project from it. */
export const SubmitForm = () => {
  const { draft, change, send, sending, trouble } = useSubmission();
  const form = useRef<HTMLFormElement>(null);
  const errorOf = (name: keyof Draft): string | undefined => trouble?.fields[pointers[name]];
  const refusedInside = optional.some(({ name }) => errorOf(name) !== undefined);
  useLayoutEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (trouble) wrong?.focus();
  }, [trouble]);

  return (
    <form
      class="submit"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        name="text"
        label="Description"
        hint="Plain English, a sentence or a few: the things, what they have, who does what with them, and the rules."
        value={draft.text}
        error={errorOf('text')}
        onInput={change}
        onSend={() => form.current?.requestSubmit()}
        lines={5}
        required
        maxLength={MAX_TEXT}
        placeholder={EXAMPLE}
      />
      <details class="submit-more" open={refusedInside || undefined}>
        <summary>Context, customer and where it goes</summary>
        <div class="submit-optional">
          {optional.map((field) => (
            <Field
              key={field.name}
              {...field}
              value={draft[field.name]}
              error={errorOf(field.name)}
              onInput={change}
            />
          ))}
        </div>
      </details>
      {trouble && <TroubleNote trouble={trouble} />}
      <div class="submit-foot">
        <button type="submit" class="button" aria-disabled={sending}>
          {sending ? 'Sending …' : 'Build it'}
        </button>
        <p class="muted">Services are written in TypeScript.</p>
      </div>
    </form>
  );
};
