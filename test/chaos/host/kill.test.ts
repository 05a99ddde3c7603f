import { expect, it } from 'vitest';
import { temporaryDirectory } from '../../platform/embedded/host/durable/toy-engine.ts';
import { runKillScenario } from '../../platform/embedded/host/kill-scenario.ts';

/** `CHAOS_SEED=n` repeats a run. */
const given = process.env['CHAOS_SEED'];
const seeds = given === undefined ? [11, 23, 47, 101, 2027] : [Number(given)];

it.each(seeds)('killed again and again (seed %i), the final state is exact', async (seed) => {
  const report = await runKillScenario({ workspace: temporaryDirectory(), seed, kills: 20, missions: 4 });
  expect(report).toMatchObject({
    kills: 20,
    outcomes: report.expectedOutcomes,
    missingSteps: [],
    missingAnnouncements: [],
    inconsistencies: [],
  });
  expect(report.repeatedSteps).toBeLessThanOrEqual(report.allowedRepeats);
});
