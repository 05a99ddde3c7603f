import { expect, it } from 'vitest';

import { rounded, sumOf } from '#connectsoft/decimal';

it.each([
  [1.005, 2, 1.01],
  [1.004_999, 2, 1],
  [2.675, 2, 2.68],
  [-1.005, 2, -1.01],
  [0.1 + 0.2, 2, 0.3],
  [3 * 1.35, 2, 4.05],
  [2.5, 0, 3],
  [0.000_000_4, 6, 0],
  [1e15, 2, 1e15],
])('rounds %d to %i digits: %d', (value, scale, expected) => {
  expect(rounded(value, scale)).toBe(expected);
});

it('adds up', () => {
  expect(sumOf([1, 2, 4])).toBe(7);
  expect(sumOf([])).toBe(0);
});
