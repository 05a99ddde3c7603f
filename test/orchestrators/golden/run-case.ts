import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ORCHESTRATION } from '../../../factory/domain/orchestration-names.ts';
import type { Activity } from '../../../platform/embedded/host/durable/activity-runner.ts';
import { createEngineStore } from '../../../platform/embedded/host/durable/engine-store.ts';
import { createEngine } from '../../../platform/embedded/host/durable/engine.ts';
import { isFinished } from '../../../platform/embedded/host/durable/instance.ts';
import type { Orchestrator } from '../../../platform/embedded/host/durable/replay-orchestrator.ts';
import { aWorld } from '../a-world.ts';
import type { Case } from './cases.ts';
import type { GoldenHistory } from './golden-history.ts';
import { historiesOf } from './histories-of.ts';
import { noLog } from './orchestrations.ts';
import { createSkippingClock } from './skipping-clock.ts';

/** Alarms that one run may need: more is a loop. */
const MOST_ALARMS = 1_000;

const settle = async (): Promise<void> => {
  for (let round = 0; round < 30; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

/**
 * Runs a project on the engine and its store, with activities that answer as the case says and time that passes at once.
 * The same case gives the same histories.
 */
export const runCase = async (
  given: Case,
  orchestrators: ReadonlyMap<string, Orchestrator>,
): Promise<GoldenHistory[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'golden-'));
  const world = aWorld(given);
  const activities = new Map<string, Activity>();
  activities.get = (name) => async (input) =>
    JSON.stringify(world.answer(name, JSON.parse(input)) ?? { ok: true, value: null });
  const clock = createSkippingClock(Date.parse('2026-01-01T00:00:00.000Z'));
  const failures: unknown[] = [];
  const store = createEngineStore(directory);
  const engine = createEngine({
    store,
    clock,
    log: noLog,
    pump: 'all',
    orchestrators,
    activities,
    maxConcurrentActivities: 1,
    maxConcurrentOrchestrations: 1,
    functionTimeoutMs: undefined,
    versioning: { version: '', match: 'None' },
    onFatal: (error) => failures.push(error),
  });
  try {
    engine.resume();
    const input = JSON.stringify({ projectId: 'p-1', correlationId: 'c-1' });
    const id = engine.start({ name: ORCHESTRATION, instanceId: 'p-1', input });
    for (let alarms = 0; !isFinished(engine.get(id)?.status ?? 'Pending'); alarms += 1) {
      await settle();
      if (failures.length > 0) throw failures[0];
      clock.skip();
      if (alarms > MOST_ALARMS) throw new Error('The project does not end.');
    }
    await settle();
    return historiesOf(engine.list(), engine.history);
  } finally {
    await engine.stop();
    store.close();
    rmSync(directory, { recursive: true, force: true });
  }
};
