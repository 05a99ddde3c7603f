import type { Blueprint } from '../../domain/blueprint.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { document, table } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';
import { unrealisedSection } from './unrealised-section.ts';

const serving = (id: string, parts: readonly { name: string; requirementIds: readonly string[] }[]): string =>
  parts
    .filter(({ requirementIds }) => requirementIds.includes(id))
    .map(({ name }) => `\`${name}\``)
    .join(', ') || '–';

/** `architecture/requirement-coverage.md`: which part of the architecture serves which requirement. */
export const requirementCoverage = (blueprint: Blueprint, plan: ProductPlan): string => {
  const useCases = blueprint.services.flatMap((service) => service.useCases);
  const aggregates = blueprint.services.flatMap((service) => service.aggregates);
  const rules = aggregates.flatMap((aggregate) => aggregate.rules);
  const reactions = blueprint.services.flatMap((service) => service.reactions);
  const behaves = rules.length > 0 || reactions.length > 0;
  const events = blueprint.services.flatMap((service) => service.events);
  return document(
    '# How the architecture serves the plan',
    table(
      ['Requirement', 'Aggregates', 'Use cases', 'Events', ...(behaves ? ['Rules and reactions'] : [])],
      plan.requirements.map(({ id, text: words }) => [
        `${id} ${text(words)}`,
        serving(id, aggregates),
        serving(id, useCases),
        serving(id, events),
        ...(behaves ? [serving(id, [...rules, ...reactions])] : []),
      ]),
    ),
    '## What is not realised',
    unrealisedSection(blueprint.unrealised),
  );
};
