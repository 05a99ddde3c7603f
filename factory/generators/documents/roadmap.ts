import type { ProductPlan } from '../../domain/product-plan.ts';
import { document, table } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';

/** `plan/roadmap.md`: milestones in order, with the features that reach them. */
export const roadmap = (plan: ProductPlan): string => {
  const titles = new Map(
    plan.epics.flatMap(({ features }) => features.map(({ id, title }) => [id, title] as const)),
  );
  const feature = (id: string): string => `${id} ${text(titles.get(id) ?? '')}`.trim();
  return document(
    `# Roadmap of ${text(plan.title)}`,
    'Milestones in the order in which they are reached.',
    table(
      ['Milestone', 'Outcome', 'Features'],
      plan.roadmap.map(({ milestone, outcome, featureIds }) => [
        text(milestone),
        text(outcome),
        featureIds.map(feature).join('<br>'),
      ]),
    ),
  );
};
