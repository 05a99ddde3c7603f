import { useRef, useState } from 'preact/hooks';

import { client } from '../api/browser.ts';
import type { Trouble } from '../api/trouble.ts';
import { goTo } from '../app/use-route.ts';
import { definitionOf, pointers, type Draft } from './draft.ts';
import { submissions } from './submission.ts';

/** 128 random bits as hex; `randomUUID` is only there over https and on this machine. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

const kept = submissions(sessionStorage, newKey);

const NOTHING_TO_BUILD: Trouble = {
  what: 'There is nothing to build yet.',
  why: 'The description is empty.',
  advice: 'Say in a sentence or a few what shall be built.',
  status: 0,
  fields: { [pointers.text]: 'Say what shall be built.' },
};

/** The form's state: what was typed, whether it is on its way, and what was wrong with it. */
export const useSubmission = () => {
  const [draft, setDraft] = useState(kept.draft);
  const [trouble, setTrouble] = useState<Trouble>();
  const [sending, setSending] = useState(false);
  const busy = useRef(false);

  const change = (name: keyof Draft, value: string): void => {
    const next = { ...draft, [name]: value };
    kept.keep(next);
    setDraft(next);
  };

  const send = async (): Promise<void> => {
    if (busy.current) return;
    const definition = definitionOf(draft);
    if (definition.text === '') {
      setTrouble({ ...NOTHING_TO_BUILD });
      return;
    }
    busy.current = true;
    setSending(true);
    setTrouble(undefined);
    const answer = await client.createProject(definition, kept.keyFor(definition));
    busy.current = false;
    setSending(false);
    if (!answer.ok) {
      setTrouble(answer.trouble);
      return;
    }
    kept.done();
    goTo({ page: 'project', id: answer.value.projectId, view: 'board' });
  };

  return { draft, change, send, sending, trouble };
};
