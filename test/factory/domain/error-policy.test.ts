import { expect, it } from 'vitest';

import { retryDelayMs } from '../../../factory/domain/error-policy.ts';

it('tries a transient failure again after 0, 5, 15 and 60 seconds, then no more', () => {
  expect([1, 2, 3, 4, 5].map((attempt) => retryDelayMs('transient', attempt))).toEqual([
    0,
    5_000,
    15_000,
    60_000,
    undefined,
  ]);
});

it('waits longer when the service asks for it, never shorter', () => {
  expect(retryDelayMs('transient', 2, 30_000)).toBe(30_000);
  expect(retryDelayMs('transient', 4, 30_000)).toBe(60_000);
});

it('never retries a critical failure or an invalid configuration', () => {
  expect(retryDelayMs('critical', 1)).toBeUndefined();
  expect(retryDelayMs('invalid-configuration', 1)).toBeUndefined();
});
