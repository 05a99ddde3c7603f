import { expect, it } from 'vitest';

import { heldBack } from '../../../activities/lib/held-back.ts';
import type { Breach, Consequence } from '../../../factory/domain/quality-gate.ts';

const breach = (consequence: Consequence, detail: string): Breach => ({
  row: { measure: 'coverage', atLeast: 80, breach: consequence },
  consequence,
  detail,
});

it('says what holds it back, as sentences, and where the findings are', () => {
  const held = heldBack(
    'orders',
    [breach('loop', 'check types failed: TS1.'), breach('loop', 'low')],
    'q.json',
  );
  expect(held?.failure).toEqual({
    kind: 'quality-gate',
    message: 'The quality gate holds orders back: check types failed: TS1; low. See q.json.',
  });
});

it('is critical where one row halts, and nothing where rows only report', () => {
  const report = breach('report', 'old');
  expect(heldBack('orders', [report, breach('halt', 'a secret')], 'q.json')?.failure.kind).toBe('critical');
  expect(heldBack('orders', [report], 'q.json')).toBeUndefined();
});
