import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, assert, beforeAll, describe, it } from 'vitest';

import { parseFeature, type Scenario, type ScenarioStep } from './gherkin.ts';
import { startService, type ServiceProcess } from './service-process.ts';
import { steps as definitions } from './steps.ts';
import { readVocabulary } from './vocabulary.ts';
import { newWorld, type World } from './world.ts';

const features = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.feature'))
  .toSorted()
  .map((name) => parseFeature(readFileSync(join(import.meta.dirname, name), 'utf8')));

const vocabulary = readVocabulary();
const hasGrpc = Object.values(vocabulary).some(({ grpc }) => grpc !== undefined && !('lacks' in grpc));

const perform = async (world: World, { text, rows }: ScenarioStep): Promise<void> => {
  for (const { pattern, run } of definitions) {
    const match = pattern.exec(text);
    if (match) return run(world, match.slice(1), rows);
  }
  throw new Error('No step is defined for these words.');
};

/** Performs the steps in order; answers which one failed and how, or nothing. */
const failureOf = async (service: ServiceProcess, { steps }: Scenario): Promise<string | undefined> => {
  const world = newWorld(service, vocabulary);
  for (const step of steps) {
    try {
      await perform(world, step);
    } catch (error) {
      return `Step "${step.text}": ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return undefined;
};

let service: ServiceProcess;
beforeAll(async () => {
  service = await startService(hasGrpc);
}, 30_000);
afterAll(() => service?.stop());

for (const { name, tags, scenarios } of features) {
  describe(`${name} [${tags.join(' ')}]`, () => {
    for (const scenario of scenarios) {
      it(`${scenario.name} [${scenario.tags.join(' ')}]`, async () => {
        const failure = await failureOf(service, scenario);
        assert(failure === undefined, failure);
      }, 30_000);
    }
  });
}
