import { acceptanceSuite } from '../../../../../factory/agents/quality/acceptance-suite.ts';
import { parseFeature } from '../../../../../factory/agents/quality/template/test/acceptance/gherkin.ts';
import { steps } from '../../../../../factory/agents/quality/template/test/acceptance/steps.ts';
import type { Vocabulary } from '../../../../../factory/agents/quality/template/test/acceptance/vocabulary.ts';
import {
  newWorld,
  type World,
} from '../../../../../factory/agents/quality/template/test/acceptance/world.ts';
import type { Service } from '../../../../../factory/domain/blueprint.ts';
import type { ProductPlan } from '../../../../../factory/domain/product-plan.ts';
import { contractFiles } from '../../../../../factory/generators/contracts/contract-files.ts';
import { startModel } from './model-service.ts';

/** The suite of a plan for the contract that a service of a blueprint publishes. */
export const suiteFor = (plan: ProductPlan, service: Service) => {
  const files = new Map(contractFiles(service).map(({ path, content }) => [path, content]));
  const json = (path: string) => JSON.parse(files.get(path) ?? '') as object;
  const proto = files.get(`api/${service.name}.proto`);
  return acceptanceSuite(
    plan,
    {
      openapi: json('api/openapi.json'),
      asyncapi: json('api/asyncapi.json'),
      ...(proto === undefined ? {} : { proto }),
    },
    service.name,
  );
};

const perform = async (world: World, text: string, rows: Record<string, string>[]): Promise<void> => {
  for (const { pattern, run } of steps) {
    const match = pattern.exec(text);
    if (match) return run(world, match.slice(1), rows);
  }
  throw new Error('No step is defined for these words.');
};

/** Runs every scenario against the model of a service, which speaks HTTP only; answers what failed, by the scenario's tag. `criteria`: only these. */
export const failuresOf = async (
  plan: ProductPlan,
  service: Service,
  criteria?: readonly string[],
): Promise<Record<string, string>> => {
  const suite = suiteFor(plan, service);
  const vocabulary = JSON.parse(
    suite.find(({ path }) => path.endsWith('vocabulary.json'))?.content ?? '',
  ) as Vocabulary;
  const features = suite.filter(({ path }) => path.endsWith('.feature'));
  const scenarios = features
    .flatMap(({ content }) => parseFeature(content).scenarios)
    .filter(({ tags: [tag = ''] }) => criteria?.includes(tag.slice(1)) ?? true)
    .filter((scenario) => !scenario.steps.some(({ text }) => text.includes('gRPC')));
  const model = await startModel(service);
  const failures: Record<string, string> = {};
  try {
    for (const { tags, steps: lines } of scenarios) {
      const world = newWorld(model, vocabulary);
      for (const { text, rows } of lines) {
        try {
          await perform(world, text, rows);
        } catch (error) {
          failures[tags[0] ?? ''] =
            `Step "${text}": ${error instanceof Error ? error.message : String(error)}`;
          break;
        }
      }
    }
  } finally {
    await model.stop();
  }
  return failures;
};
