import { expect, it } from 'vitest';

import { duration, elapsed } from '../../../portal/app/duration.ts';

it.each([
  [-5, '0 ms'],
  [15, '15 ms'],
  [94.6, '95 ms'],
  [640, '0.6 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_600, '1 min 00 s'],
  [65_000, '1 min 05 s'],
  [3_720_000, '1 h 02 min'],
])('%d ms is %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

it.each([
  [-200, '0 s'],
  [900, '0 s'],
  [9_900, '9 s'],
  [61_900, '1 min 01 s'],
])('what runs for %d ms runs for %s', (milliseconds, text) => {
  expect(elapsed(milliseconds)).toBe(text);
});
