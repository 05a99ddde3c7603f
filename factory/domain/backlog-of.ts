import type { Service } from './blueprint.ts';
import { operationsOf } from './operation.ts';
import type { Epic, Feature, ProductPlan, Story } from './product-plan.ts';
import type { WorkItemDraft } from './work-item.ts';

const priorities = { must: 1, should: 2, could: 3 } as const;

const title = (text: string) => (text.length > 255 ? `${text.slice(0, 254)}…` : text);

/** Rules of a story that a service upholds, and reactions of a story that happen in it. */
const behaviours = (story: Story, service: Service): { title: string; description: string }[] => {
  const serves = ({ requirementIds }: { requirementIds: readonly string[] }) =>
    requirementIds.some((id) => story.requirementIds.includes(id));
  const rules = service.aggregates.flatMap(({ name, rules: own }) =>
    own.filter(serves).map((rule) => ({
      title: `Uphold ${rule.name} of ${name} in ${service.name}`,
      description: rule.statement,
    })),
  );
  const reactions = service.reactions.filter(serves).map(({ name, event, from, description }) => ({
    title: `React to ${event} of ${from} in ${service.name}: ${name}`,
    description,
  }));
  if (story.intent === 'uphold') return rules;
  return story.intent === 'react' ? reactions : [];
};

const taskDrafts = (story: Story, services: readonly Service[]): WorkItemDraft[] => {
  const works = services.flatMap((service) =>
    operationsOf(service)
      .filter(({ useCase }) => useCase.storyIds.includes(story.id))
      .map(({ useCase, method, path }) => ({
        title: `Implement ${useCase.name} (${method} ${path}) in ${service.name}`,
        description: useCase.summary,
      }))
      .concat(behaviours(story, service)),
  );
  const proof = {
    title: `Prove "${story.title}" with its acceptance feature`,
    description: `Every acceptance criterion of ${story.id} as a scenario that runs against the published interface.`,
  };
  return [...works, proof].map((work, index) => ({
    key: `${story.id}.T${index + 1}`,
    type: 'Task',
    title: title(work.title),
    description: work.description,
    priority: priorities[story.priority],
    parentKey: story.id,
    tags: story.requirementIds,
  }));
};

const storyDraft = (story: Story, parentKey: string): WorkItemDraft => ({
  key: story.id,
  type: 'User Story',
  title: title(story.title),
  description: `As ${story.role}, I want to ${story.want}, so that ${story.benefit}.`,
  acceptanceCriteria: story.criteria
    .map(
      (criterion) =>
        `${criterion.title}\nGiven ${criterion.given}\nWhen ${criterion.when}\nThen ${criterion.then}`,
    )
    .join('\n\n'),
  priority: priorities[story.priority],
  businessValue: story.businessValue,
  parentKey,
  tags: story.requirementIds,
});

const featureDrafts = (
  feature: Feature,
  parentKey: string,
  services: readonly Service[],
): WorkItemDraft[] => [
  {
    key: feature.id,
    type: 'Feature',
    title: title(feature.title),
    description: feature.description,
    priority: 2,
    businessValue: feature.businessValue,
    parentKey,
    tags: [],
  },
  ...feature.stories.flatMap((story) => [storyDraft(story, feature.id), ...taskDrafts(story, services)]),
];

const epicDrafts = (epic: Epic, services: readonly Service[]): WorkItemDraft[] => [
  {
    key: epic.id,
    type: 'Epic',
    title: title(epic.title),
    description: epic.description,
    priority: 2,
    tags: [],
  },
  ...epic.features.flatMap((feature) => featureDrafts(feature, epic.id, services)),
];

/** The plan as work items, parents before children; every use case that serves a story is a task of it. */
export const backlogOf = (plan: ProductPlan, services: readonly Service[]): WorkItemDraft[] =>
  plan.epics.flatMap((epic) => epicDrafts(epic, services));
