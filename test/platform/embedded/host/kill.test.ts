import { expect, it } from 'vitest';
import { temporaryDirectory } from './durable/toy-engine.ts';
import { runKillScenario } from './kill-scenario.ts';

it('survives being killed: nothing is lost, what is done stays done', { timeout: 60_000 }, async () => {
  const report = await runKillScenario({ workspace: temporaryDirectory(), seed: 3, kills: 6, missions: 2 });
  expect(report).toMatchObject({
    kills: 6,
    outcomes: report.expectedOutcomes,
    missingSteps: [],
    missingAnnouncements: [],
    inconsistencies: [],
  });
  expect(report.repeatedSteps).toBeLessThanOrEqual(report.allowedRepeats);
});
