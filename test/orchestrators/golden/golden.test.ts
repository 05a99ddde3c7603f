import { beforeAll, describe, expect, it } from 'vitest';

import { ORCHESTRATION_VERSION } from '../../../factory/domain/orchestration-version.ts';
import type { Orchestrator } from '../../../platform/embedded/host/durable/replay-orchestrator.ts';
import { cases } from './cases.ts';
import { goldenHistories } from './golden-history.ts';
import { mutationsOf } from './mutations.ts';
import { registeredOrchestrators } from './orchestrations.ts';
import { replayHistory } from './replay-history.ts';
import { runCase } from './run-case.ts';

const golden = goldenHistories();
let orchestrators: ReadonlyMap<string, Orchestrator>;

beforeAll(async () => {
  orchestrators = await registeredOrchestrators();
});

const advice = `What runs would not go on with version ${ORCHESTRATION_VERSION}: give the orchestrations another version (factory/domain/orchestration-version.ts, host.json) and record it with \`npm run golden\`.`;

describe(`the ${golden.length} golden histories of version ${ORCHESTRATION_VERSION}`, () => {
  it('are there for every orchestration', () => {
    const recorded = new Set(golden.map(([, { orchestrator }]) => orchestrator));
    expect(
      [...orchestrators.keys()].filter((name) => !recorded.has(name)),
      'without a golden history: `npm run golden`',
    ).toEqual([]);
  });

  it.each(golden)('%s replays', async (_name, history) => {
    expect(await replayHistory(history, orchestrators.get(history.orchestrator)), advice).toBeUndefined();
  });

  it('do not replay when a name is changed, the order, or an event is gone', async () => {
    const tried = { renamed: 0, swapped: 0, dropped: 0 };
    const passed: string[] = [];
    for (const [name, history] of golden) {
      for (const { what, golden: mutated } of mutationsOf(history)) {
        const kind = (['renamed', 'swapped', 'dropped'] as const).find((each) => what.includes(each));
        if (kind) tried[kind] += 1;
        if ((await replayHistory(mutated, orchestrators.get(mutated.orchestrator))) === undefined)
          passed.push(`${name}: ${what}`);
      }
    }
    expect(passed).toEqual([]);
    expect(Math.min(...Object.values(tried)), JSON.stringify(tried)).toBeGreaterThan(10);
  });
});

it('a case gives the same histories each time', async () => {
  const given = () => cases()['retried'] ?? { services: [] };
  const [once, again] = [await runCase(given(), orchestrators), await runCase(given(), orchestrators)];
  expect(once.length).toBeGreaterThan(3);
  expect(again).toEqual(once);
});
