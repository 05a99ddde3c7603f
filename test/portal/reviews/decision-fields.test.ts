// @vitest-environment jsdom
import { h, render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';

import { emptyDraft } from '../../../portal/reviews/decision-draft.ts';
import { DecisionFields } from '../../../portal/reviews/decision-fields.tsx';

type Reading = { settle: (text: string) => void; fail: (error: Error) => void };

/** What is read answers in the next turn. */
const settled = (answer: () => void) =>
  act(async () => {
    answer();
    await new Promise<void>((resolve) => setTimeout(resolve));
  });

/** The fields of an amendment of `a.json` or `b.json`, which are read when the test says so. */
const amendment = async () => {
  const readings: Record<string, Reading> = {};
  const load = (path: string) =>
    new Promise<string>((settle, fail) => {
      readings[path] = { settle, fail };
    });
  const Host = () => {
    const [draft, setDraft] = useState(emptyDraft('amend'));
    return h(DecisionFields, {
      draft,
      load,
      missing: undefined,
      service: undefined,
      paths: ['a.json', 'b.json'],
      onChange: (changes) => setDraft((before) => ({ ...before, ...changes })),
    });
  };
  const host = document.createElement('div');
  await act(async () => render(h(Host, {}), host));
  const content = () => host.querySelector<HTMLTextAreaElement>('#field-content')!;
  return {
    host,
    content,
    choose: (path: string) =>
      act(async () => {
        const select = host.querySelector('select')!;
        select.value = path;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }),
    write: (text: string) =>
      act(async () => {
        content().value = text;
        content().dispatchEvent(new Event('input', { bubbles: true }));
      }),
    come: (path: string, text: string) => settled(() => readings[path]!.settle(text)),
    fail: (path: string, why: string) => settled(() => readings[path]!.fail(new Error(why))),
  };
};

it('shows the file that was chosen last, though another one comes after it', async () => {
  const { content, choose, come } = await amendment();
  await choose('a.json');
  await choose('b.json');
  await come('b.json', '"b"');
  await come('a.json', '"a"');
  expect(content().value).toBe('"b"');
});

it('keeps what was written while the file was on its way', async () => {
  const { content, choose, write, come } = await amendment();
  await choose('a.json');
  await write('mine');
  await come('a.json', '"a"');
  expect(content().value).toBe('mine');
});

it('says so when the file cannot be read', async () => {
  const { host, content, choose, fail } = await amendment();
  await choose('a.json');
  await fail('a.json', 'It is gone.');
  expect(content().getAttribute('aria-invalid')).toBe('true');
  expect(host.querySelector('#error-content')?.textContent).toBe('It is gone.');
});
