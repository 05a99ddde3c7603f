import type { GeneratedFile } from '../../domain/artifact.ts';
import { featurePath } from '../../domain/feature-path.ts';
import { storiesOf, type ProductPlan, type Story } from '../../domain/product-plan.ts';
import { listAssets, readAsset } from '../../assets.ts';
import { featureText, withArticle } from './gherkin-text.ts';
import { inputSchemas, plannedThings, resolveVocabulary } from './resolve-vocabulary.ts';
import { scenarioSteps, type Scene } from './scenario-steps.ts';

const TEMPLATE = 'agents/quality/template';
const FOLDER = 'test/acceptance';

const narrative = ({ role, want, benefit }: Story): string[] => [
  `As ${withArticle(role)}`,
  `I want to ${want}`,
  `So that ${benefit}`,
];

/**
 * The acceptance suite of a service: a Gherkin feature per story, its scenarios from the story's criteria, and what runs
 * them over HTTP. It knows the plan's words and the published contract, nothing else: a contract that lacks what the plan
 * promised still gets the scenario, which fails and says what is lacking.
 */
export const acceptanceSuite = (plan: ProductPlan, contract: { openapi: object }): GeneratedFile[] => {
  const things = plannedThings(plan);
  const vocabulary = resolveVocabulary(plan, things, contract.openapi);
  let count = 0;
  const scenes = new Map(
    things.flatMap((thing): [string, Scene][] => {
      const subject = vocabulary[thing.name];
      if (!subject) return [];
      const schemas = inputSchemas(thing, vocabulary, contract.openapi);
      return [[thing.name, { thing, subject, schemas, next: () => (count += 1) }]];
    }),
  );
  const features = storiesOf(plan).map((story) => ({
    path: featurePath(story),
    content: featureText({
      name: story.title,
      tags: [...story.requirementIds, story.id].map((id) => `@${id}`),
      narrative: narrative(story),
      scenarios: story.criteria.map((criterion) => {
        const scene = scenes.get(criterion.check.subject);
        if (!scene)
          throw new Error(`Criterion ${criterion.id} speaks of an unknown "${criterion.check.subject}".`);
        return { name: criterion.title, tags: [`@${criterion.id}`], steps: scenarioSteps(scene, criterion) };
      }),
    }),
  }));
  return [
    ...listAssets(TEMPLATE).map((path) => ({ path, content: readAsset(`${TEMPLATE}/${path}`) })),
    { path: `${FOLDER}/vocabulary.json`, content: `${JSON.stringify(vocabulary, null, 2)}\n` },
    ...features,
  ].toSorted((one, other) => (one.path < other.path ? -1 : 1));
};
