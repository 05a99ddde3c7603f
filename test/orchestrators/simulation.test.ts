import { expect, it } from 'vitest';

import { blind, selfCheck, selfCheckLine } from '../chaos/simulation/self-check.ts';
import { simulate } from '../chaos/simulation/simulate.ts';
import { simulateSeeds } from '../chaos/simulation/simulation.ts';

/** Some of the seeds that `npm run chaos -- --only simulation` goes through. */
const SEEDS = 60;

/** On a busy machine; a free one needs a few seconds. */
const LONGEST_MS = 180_000;

it(
  'holds in simulated runs with failures, repeated work, lost wakes and people',
  async () => {
    const { figures, violations } = await simulateSeeds(1, SEEDS);
    expect(violations).toEqual([]);
    expect(figures).toMatch(new RegExp(`^${SEEDS} seeds: .*completed`));
  },
  LONGEST_MS,
);

it(
  'would see each of the faults that it looks for',
  async () => {
    const caught = await selfCheck();
    expect(blind(caught), selfCheckLine(caught)).toEqual([]);
    expect(caught.length).toBeGreaterThan(10);
  },
  LONGEST_MS,
);

it('is the same again for the same seed', async () => {
  const [first, second] = [await simulate(7), await simulate(7)];
  expect(first.happenings.length).toBeGreaterThan(50);
  expect(second.happenings).toEqual(first.happenings);
});
