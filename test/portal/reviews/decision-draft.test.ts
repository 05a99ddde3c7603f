import { describe, expect, it } from 'vitest';

import {
  amendable,
  decisionOf,
  emptyDraft,
  missingField,
  type DecisionDraft,
} from '../../../portal/reviews/decision-draft.ts';

const draft = (kind: DecisionDraft['kind'], changes: Partial<DecisionDraft> = {}): DecisionDraft => ({
  ...emptyDraft(kind),
  ...changes,
});

describe('the form of a decision', () => {
  it('asks for what the decision needs, in the order of its fields', () => {
    expect(missingField(draft('retry'))).toBeUndefined();
    expect(missingField(draft('accept', { reason: ' ' }))).toBe('reason');
    expect(missingField(draft('amend', { content: 'x' }))).toBe('path');
    expect(missingField(draft('amend', { path: 'a.md', content: 'x' }))).toBeUndefined();
    expect(missingField(draft('answer'))).toBe('answer');
    expect(missingField(draft('abort', { guidance: 'x' }))).toBe('reason');
  });

  it('says only what belongs to the decision', () => {
    const all = { guidance: 'Split it. ', reason: ' Fine.', path: 'a.md', content: ' x\n', answer: 'Log.' };
    expect(decisionOf(draft('retry', all))).toEqual({ kind: 'retry', guidance: 'Split it.' });
    expect(decisionOf(draft('retry'))).toEqual({ kind: 'retry' });
    expect(decisionOf(draft('accept', all))).toEqual({ kind: 'accept', reason: 'Fine.' });
    expect(decisionOf(draft('amend', { ...all, reason: '' }))).toEqual({
      kind: 'amend',
      path: 'a.md',
      content: ' x\n',
    });
    expect(decisionOf(draft('abort', all))).toEqual({ kind: 'abort', reason: 'Fine.' });
  });

  it('answers with members of the definition, or with a new text', () => {
    expect(decisionOf(draft('answer', { answer: '{ "customer": "Contoso" }' }))).toEqual({
      kind: 'answer',
      data: { customer: 'Contoso' },
    });
    expect(decisionOf(draft('answer', { answer: '[1]' }))).toEqual({ kind: 'answer', data: { text: '[1]' } });
    expect(decisionOf(draft('answer', { answer: 'Log zorbles.\n' }))).toEqual({
      kind: 'answer',
      data: { text: 'Log zorbles.' },
    });
  });

  it('offers the files that may be replaced', () => {
    const paths = [
      'plan/a.md',
      'quality/a/report.json',
      'services/a/x.ts',
      'services/a/x.tgz',
      'services/ab/y.ts',
    ];
    expect(amendable(paths, 'a')).toEqual(['services/a/x.ts']);
    expect(amendable(paths, undefined)).toEqual(['plan/a.md', 'services/a/x.ts', 'services/ab/y.ts']);
  });
});
