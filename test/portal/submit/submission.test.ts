import { expect, it } from 'vitest';

import { emptyDraft } from '../../../portal/submit/draft.ts';
import { submissions } from '../../../portal/submit/submission.ts';

/** The storage of one tab; each `reload` is the page opened anew over it. */
const aTab = () => {
  const kept = new Map<string, string>();
  let keys = 0;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { storage, reload: () => submissions(storage, () => `k-${++keys}`) };
};

it('sends the same definition under the same key until it was answered, over a reload too', () => {
  const tab = aTab();
  const page = tab.reload();
  expect([page.keyFor({ text: 'a' }), page.keyFor({ text: 'a' })]).toEqual(['k-1', 'k-1']);
  expect(tab.reload().keyFor({ text: 'a' })).toBe('k-1');
});

it('sends another definition, and the same again later, under a new key', () => {
  const page = aTab().reload();
  page.keyFor({ text: 'a' });
  expect(page.keyFor({ text: 'b' })).toBe('k-2');
  page.done();
  expect(page.keyFor({ text: 'b' })).toBe('k-3');
});

it('keeps what was typed until the project exists', () => {
  const tab = aTab();
  expect(tab.reload().draft()).toEqual(emptyDraft);
  tab.reload().keep({ ...emptyDraft, text: 'A gym', customer: 'Fit' });
  expect(tab.reload().draft()).toEqual({ ...emptyDraft, text: 'A gym', customer: 'Fit' });
  tab.reload().done();
  expect(tab.reload().draft()).toEqual(emptyDraft);
});

it('stands what it did not store itself', () => {
  const tab = aTab();
  tab.storage.setItem('factory.draft', '{"text":5,"other":"x","customer":"Fit"}');
  tab.storage.setItem('factory.sent', '{');
  expect(tab.reload().draft()).toEqual({ ...emptyDraft, customer: 'Fit' });
  expect(tab.reload().keyFor({ text: 'a' })).toBe('k-1');
});
