import type { NewProject } from '../api/types.ts';
import { emptyDraft, type Draft } from './draft.ts';

type Storage = {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

const DRAFT = 'factory.draft';
const SENT = 'factory.sent';

type Sent = { key: string; definition: string };

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isSent = (value: unknown): value is Sent =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  'definition' in value &&
  typeof value.key === 'string' &&
  typeof value.definition === 'string';

/**
 * What the form keeps across a reload of the page, for this tab: what was typed, and the key of what was sent and not
 * answered yet. The same definition is sent under the same key until it was answered, so that it makes one project.
 */
export const submissions = (storage: Storage, newKey: () => string) => ({
  draft(): Draft {
    const kept = parsed(storage.getItem(DRAFT));
    if (typeof kept !== 'object' || kept === null) return emptyDraft;
    const known = Object.entries(kept).filter(
      ([name, value]) => name in emptyDraft && typeof value === 'string',
    );
    return { ...emptyDraft, ...(Object.fromEntries(known) as Partial<Draft>) };
  },
  keep: (draft: Draft): void => storage.setItem(DRAFT, JSON.stringify(draft)),
  /** The idempotency key under which this definition goes out. */
  keyFor(definition: NewProject): string {
    const body = JSON.stringify(definition);
    const sent = parsed(storage.getItem(SENT));
    if (isSent(sent) && sent.definition === body) return sent.key;
    const key = newKey();
    storage.setItem(SENT, JSON.stringify({ key, definition: body } satisfies Sent));
    return key;
  },
  /** The project exists: the same words again would be another one. */
  done(): void {
    storage.removeItem(DRAFT);
    storage.removeItem(SENT);
  },
});
