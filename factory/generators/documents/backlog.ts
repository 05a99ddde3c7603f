import type { Criterion, Epic, Feature, ProductPlan, Story } from '../../domain/product-plan.ts';
import { bullets, document } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';

/** The clause without the word that the template already has in front of it. */
const clause = (value: string, lead: RegExp): string => text(value.trim().replace(lead, ''));

const asA = (role: string): string => {
  const bare = role.trim().replace(/^(?:an?|the)\s+/i, '');
  return `As ${/^[aeiou]/i.test(bare) ? 'an' : 'a'} ${text(bare)}`;
};

const criterionItem = ({ title, given, when, then }: Criterion): string =>
  [
    `**${text(title)}**`,
    `  - Given ${clause(given, /^given\s+/i)}`,
    `  - When ${clause(when, /^when\s+/i)}`,
    `  - Then ${clause(then, /^then\s+/i)}`,
  ].join('\n');

const storyBlocks = (story: Story): string[] => [
  `#### ${story.id} ${text(story.title)}`,
  `${asA(story.role)}, I want to ${clause(story.want, /^to\s+/i)}, so that ${clause(story.benefit, /^so that\s+/i).replace(/[.!?]$/, '')}.`,
  `Priority: ${story.priority} · Business value: ${story.businessValue} · Serves: ${story.requirementIds.join(', ')}`,
  bullets(story.criteria.map(criterionItem)),
];

const featureBlocks = (feature: Feature): string[] => [
  `### ${feature.id} ${text(feature.title)}`,
  sentence(feature.description),
  `Business value: ${feature.businessValue}`,
  ...feature.stories.flatMap(storyBlocks),
];

const epicBlocks = (epic: Epic): string[] => [
  `## ${epic.id} ${text(epic.title)}`,
  sentence(epic.description),
  ...epic.features.flatMap(featureBlocks),
];

/** `plan/backlog.md`: epics, features and stories with their acceptance criteria. */
export const backlog = (plan: ProductPlan): string =>
  document(`# Backlog of ${text(plan.title)}`, ...plan.epics.flatMap(epicBlocks));
