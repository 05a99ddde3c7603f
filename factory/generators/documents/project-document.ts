import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { featurePath } from '../../domain/feature-path.ts';
import { isCalled, operationsOf } from '../../domain/operation.ts';
import { realisedPlan, storiesOf, type ProductPlan, type Story } from '../../domain/product-plan.ts';
import { isSolution, platformName, storiesOfService } from '../../domain/solution.ts';
import { bullets, document, quote, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { unrealisedSection } from './unrealised-section.ts';

const lines = (cells: readonly string[]): string => cells.join('<br>') || '–';

/** What serves a story besides operations: what the clock or a reaction does, and the rules that are upheld. */
const itself = (service: Service, { id, intent, requirementIds }: Story): string[] => {
  const automatic = service.useCases.filter((useCase) => !isCalled(useCase) && useCase.storyIds.includes(id));
  const serves = (part: { requirementIds: readonly string[] }) =>
    requirementIds.some((requirement) => part.requirementIds.includes(requirement));
  const rules = service.aggregates.flatMap((aggregate) => aggregate.rules).filter(serves);
  const reactions = service.reactions.filter(serves);
  return [
    ...automatic.map(({ name }) => `\`${name}\``),
    ...(intent === 'uphold' ? rules.map(({ name }) => `rule \`${name}\``) : []),
    ...(intent === 'react' ? reactions.map(({ name }) => `reaction \`${name}\``) : []),
  ];
};

/** One row for each story of a requirement: how the service serves it and which test says so. */
const storyRow = (service: Service, story: Story): string[] => {
  const operations = operationsOf(service).filter(({ useCase }) => useCase.storyIds.includes(story.id));
  return [
    `${story.id} ${text(story.title)}`,
    lines([...operations.map(({ useCase }) => `\`${useCase.name}\``), ...itself(service, story)]),
    lines(operations.map(({ method, path }) => `\`${method} ${path}\``)),
    `\`${featurePath(story)}\``,
  ];
};

/** Of several services each has the stories about its own things, and leaves the rest to the others. */
const requirementRows = (all: ProductPlan, { unrealised }: Blueprint, service: Service): string[][] => {
  const plan = realisedPlan(all, unrealised);
  const own = new Set(storiesOfService(plan, service.name));
  const alone = plan.services.length < 2;
  return plan.requirements.flatMap((requirement) => {
    const asked = storiesOf(plan).filter(({ requirementIds }) => requirementIds.includes(requirement.id));
    const stories = asked.filter(({ id }) => alone || own.has(id));
    if (asked.length > 0 && stories.length === 0) return [];
    const lead = `${requirement.id} ${text(requirement.text)}`;
    return stories.length === 0
      ? [[lead, '–', '–', '–', '–']]
      : stories.map((story) => [lead, ...storyRow(service, story)]);
  });
};

/**
 * `docs/project.md`: what was asked, and the way from each requirement to its test. It ends there: what differs between two
 * runs of the same definition (work-item numbers, commits, durations) is in the summary of the project, not in the tree.
 */
export const projectDocument = (
  plan: ProductPlan,
  blueprint: Blueprint,
  service: Service,
): GeneratedFile => ({
  path: 'docs/project.md',
  content: document(
    `# ${text(plan.title)}: what was asked and where it is`,
    '## What was asked',
    quote(plan.definition),
    ...(plan.businessContext ? ['## Business context', quote(plan.businessContext)] : []),
    '## What was made of it',
    sentence(plan.summary),
    bullets([
      `Service **${text(service.title)}** (\`${service.name}\`): ${sentence(service.description)}`,
      ...(isSolution(blueprint)
        ? [
            `It is one of ${blueprint.services.length} services: ${blueprint.services.map(({ name }) => `\`${name}\``).join(', ')}. What they share is in \`${platformName(plan)}\`.`,
          ]
        : []),
      `Decisions: ${blueprint.decisions.map(({ id, title }) => `${id} ${text(title)}`).join('; ')} (\`docs/adr/\`)`,
      'How to call it: `docs/api.md`. How to run it: `docs/runbook.md`. How it is built: `docs/architecture.md`.',
    ]),
    '## From requirement to test',
    table(
      ['Requirement', 'Story', 'Use case', 'Endpoint', 'Test'],
      requirementRows(plan, blueprint, service),
    ),
    '## Assumptions',
    plan.assumptions.length > 0 ? bullets(plan.assumptions.map(text)) : 'None.',
    '## What is not realised',
    unrealisedSection(blueprint.unrealised),
  ),
});
