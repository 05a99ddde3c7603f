import type { GeneratedFile } from '../../domain/artifact.ts';
import { featurePath } from '../../domain/feature-path.ts';
import { serviceStories, type ProductPlan, type Story } from '../../domain/product-plan.ts';
import { listAssets, readAsset } from '../../assets.ts';
import { featureText, withArticle } from './gherkin-text.ts';
import { firstService } from './planned-things.ts';
import { resolveThings, type PublishedContract } from './resolve-vocabulary.ts';
import { scenarioSteps } from './scenario-steps.ts';
import type { Playbook } from './script.ts';

export type { PublishedContract } from './resolve-vocabulary.ts';

const TEMPLATE = 'agents/quality/template';
const FOLDER = 'test/acceptance';

const narrative = ({ role, want, benefit }: Story): string[] => [
  `As ${withArticle(role)}`,
  `I want to ${want}`,
  `So that ${benefit}`,
];

const counter = (): (() => number) => {
  let count = 0;
  return () => (count += 1);
};

/** What runs the features; what speaks gRPC only where the plan asks for it, for only then is its library there. */
const runnerFiles = (callsGrpc: boolean): GeneratedFile[] =>
  listAssets(TEMPLATE)
    .filter((path) => callsGrpc || !path.endsWith('/grpc-steps.ts'))
    .map((path) => ({ path, content: readAsset(`${TEMPLATE}/${path}`) }))
    .map(({ path, content }) => ({
      path,
      content:
        callsGrpc || !path.endsWith('/steps.ts') ? content : content.replaceAll(/^.*grpcSteps.*\n/gm, ''),
    }));

/**
 * The acceptance suite of a service: a Gherkin feature per story, its scenarios from the story's criteria, and what runs
 * them over HTTP. It knows the plan's words and the published contract, nothing else: a contract that lacks what the plan
 * promised still gets the scenario, which fails and says what is lacking. Of a plan of several services it takes the stories
 * about the things of the service `of`.
 */
export const acceptanceSuite = (
  plan: ProductPlan,
  contract: PublishedContract,
  of = firstService(plan),
): GeneratedFile[] => {
  const service = plan.services.length > 1 ? of : firstService(plan);
  const resolved = resolveThings(plan, service, contract);
  const things = new Map(resolved.map((each) => [each.thing.name, each]));
  const book: Playbook = { plan, service, things, next: counter() };
  const vocabulary = Object.fromEntries(resolved.map(({ thing, subject }) => [thing.name, subject]));
  const stories = serviceStories(plan, service);
  const features = stories.map((story) => ({
    path: featurePath(story),
    content: featureText({
      name: story.title,
      tags: [...story.requirementIds, story.id].map((id) => `@${id}`),
      narrative: narrative(story),
      scenarios: story.criteria.map((criterion) => ({
        name: criterion.title,
        tags: [`@${criterion.id}`],
        steps: scenarioSteps(book, criterion),
      })),
    }),
  }));
  const callsGrpc = stories.some(({ criteria }) =>
    criteria.some(({ check }) => check.kind === 'called-by-grpc'),
  );
  return [
    ...runnerFiles(callsGrpc),
    { path: `${FOLDER}/vocabulary.json`, content: `${JSON.stringify(vocabulary, null, 2)}\n` },
    ...features,
  ].toSorted((one, other) => (one.path < other.path ? -1 : 1));
};
