import { expect, it } from 'vitest';

import { answerDiff, answerHash, canonical, MAX_DIFF } from '../../../factory/agents/compare-answers.ts';

it('takes answers for equal whose keys come in another order, and no others', () => {
  const hash = (answer: unknown) => answerHash(canonical(answer));
  expect(hash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(hash({ b: [{ d: 3, c: 2 }], a: 1 }));
  expect(hash({ a: [1, 2] })).not.toBe(hash({ a: [2, 1] }));
  expect(hash('1')).not.toBe(hash(1));
});

it('names the places that changed and none of what they say', () => {
  const before = canonical({ name: 'audit', services: [{ token: 'hunter2', kind: 'log' }] });
  const after = canonical({ name: 'audit', services: [{ token: 's3cr3t', kind: 'log' }, 1] });
  const diff = answerDiff(before, after);
  expect(diff).toMatch(/places changed: services\.0\.token, services\.1$/);
  expect(diff).not.toMatch(/hunter2|s3cr3t/);
});

it('stays short whatever changed', () => {
  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`key-${index}`, index]));
  const diff = answerDiff(canonical({}), canonical(many));
  expect(diff).toMatch(/^1002 lines added, 1 removed; 1000 places changed: /);
  expect(diff.length).toBeLessThanOrEqual(MAX_DIFF);
});
