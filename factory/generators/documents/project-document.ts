import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { featurePath } from '../../domain/feature-path.ts';
import { operationsOf } from '../../domain/operation.ts';
import { storiesOf, type ProductPlan, type Story } from '../../domain/product-plan.ts';
import { bullets, document, quote, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { unrealisedSection } from './unrealised-section.ts';

const lines = (cells: readonly string[]): string => cells.join('<br>') || '–';

/** One row for each story of a requirement: how the service serves it and which test says so. */
const storyRow = (service: Service, story: Story): string[] => {
  const operations = operationsOf(service).filter(({ useCase }) => useCase.storyIds.includes(story.id));
  return [
    `${story.id} ${text(story.title)}`,
    lines(operations.map(({ useCase }) => `\`${useCase.name}\``)),
    lines(operations.map(({ method, path }) => `\`${method} ${path}\``)),
    `\`${featurePath(story)}\``,
  ];
};

const requirementRows = (plan: ProductPlan, service: Service): string[][] =>
  plan.requirements.flatMap((requirement) => {
    const stories = storiesOf(plan).filter(({ requirementIds }) => requirementIds.includes(requirement.id));
    const lead = `${requirement.id} ${text(requirement.text)}`;
    return stories.length === 0
      ? [[lead, '–', '–', '–', '–']]
      : stories.map((story) => [lead, ...storyRow(service, story)]);
  });

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
      `Decisions: ${blueprint.decisions.map(({ id, title }) => `${id} ${text(title)}`).join('; ')} (\`docs/adr/\`)`,
      'How to call it: `docs/api.md`. How to run it: `docs/runbook.md`. How it is built: `docs/architecture.md`.',
    ]),
    '## From requirement to test',
    table(['Requirement', 'Story', 'Use case', 'Endpoint', 'Test'], requirementRows(plan, service)),
    '## Assumptions',
    plan.assumptions.length > 0 ? bullets(plan.assumptions.map(text)) : 'None.',
    '## What is not realised',
    unrealisedSection(blueprint.unrealised),
  ),
});
