import type { Blueprint, UseCase } from '../../../domain/blueprint.ts';
import { storiesOf, type Intent, type ProductPlan, type Story } from '../../../domain/product-plan.ts';
import { servingElements } from '../../../domain/serving-elements.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { finding } from './finding.ts';
import { reacts, upholds } from './realised.ts';

const KIND_OF_INTENT: Partial<Record<Intent, UseCase['kind']>> = {
  record: 'create',
  view: 'get',
  change: 'update',
  remove: 'remove',
  find: 'search',
  export: 'export',
  move: 'transition',
  post: 'post',
};

/** What a story wants is there: its use case, its rules, its reactions, its interface. */
const isServed = (
  blueprint: Pick<Blueprint, 'services'>,
  plan: ProductPlan,
  { id, intent, criteria }: Story,
): boolean => {
  const useCases = blueprint.services.flatMap((service) => service.useCases);
  const checks = criteria.map(({ check }) => check);
  switch (intent) {
    case 'uphold':
      return plan.rules
        .filter((rule) => checks.some((check) => check.kind === 'rule' && check.rule === rule.id))
        .every((rule) => upholds(blueprint, rule));
    case 'react':
      return plan.reactions
        .filter((reaction) =>
          checks.some((check) => check.kind === 'reacted' && check.reaction === reaction.id),
        )
        .every((reaction) => reacts(blueprint, reaction));
    case 'connect':
      return blueprint.services.some(({ interfaces }) => interfaces.includes('grpc'));
    default:
      return useCases.some(
        (useCase) =>
          useCase.storyIds.includes(id) && (KIND_OF_INTENT[intent] ?? useCase.kind) === useCase.kind,
      );
  }
};

/** Stories of which nothing is there, and of whose requirements nothing is told as unrealised. */
export const unservedStories = (
  blueprint: Pick<Blueprint, 'services' | 'unrealised'>,
  plan: ProductPlan,
): Story[] => {
  const unrealised = new Set(blueprint.unrealised.map(({ id }) => id));
  return storiesOf(plan).filter(
    (story) => !isServed(blueprint, plan, story) && !story.requirementIds.some((id) => unrealised.has(id)),
  );
};

/** Stories and requirements that nothing serves, and elements that serve what does not exist. */
export const traceFindings = (blueprint: Blueprint, plan: ProductPlan): AgentFinding[] => {
  const parts = servingElements(blueprint);
  const stories = storiesOf(plan);
  const storyIds = new Set(stories.map(({ id }) => id));
  const requirementIds = new Set(plan.requirements.map(({ id }) => id));
  const unrealised = new Set(blueprint.unrealised.map(({ id }) => id));
  const unserved = stories.filter(
    (story) => !isServed(blueprint, plan, story) && !story.requirementIds.some((id) => unrealised.has(id)),
  );
  const served = new Set([
    ...parts.flatMap((part) => part.requirementIds),
    ...stories.filter((story) => !unserved.includes(story)).flatMap((story) => story.requirementIds),
  ]);
  return [
    ...unserved.map(({ id, intent }) =>
      finding('story-served', `Nothing in the blueprint carries out story ${id} (${intent}).`),
    ),
    ...parts.flatMap((part) => [
      ...('storyIds' in part ? part.storyIds : [])
        .filter((id) => !storyIds.has(id))
        .map((id) => finding('known-story', `${part.name} serves story ${id}, which does not exist.`)),
      ...part.requirementIds
        .filter((id) => !requirementIds.has(id))
        .map((id) =>
          finding('known-requirement', `${part.name} serves requirement ${id}, which does not exist.`),
        ),
    ]),
    ...plan.requirements
      .filter(({ id }) => !served.has(id) && !unrealised.has(id))
      .map(({ id }) => finding('requirement-served', `Requirement ${id} is neither served nor unrealised.`)),
    ...plan.unrealised
      .filter(({ id }) => !unrealised.has(id))
      .map(({ id }) =>
        finding('unrealised-kept', `${id} was unrealised in the plan and is missing in the blueprint.`),
      ),
  ];
};
