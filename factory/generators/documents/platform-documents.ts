import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { platformName, subscriptionsOf } from '../../domain/solution.ts';
import { serviceNameOf, type ProductPlan } from '../../domain/product-plan.ts';
import { eventTopic } from '../../domain/solution.ts';
import { contextMap } from './context-map.ts';
import { decisionRecord } from './decision-record.ts';
import { bullets, code, document, quote, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { processesDocument } from './processes.ts';
import { externalSystemsTable, reactionsTable } from './reactions.ts';
import { unrealisedSection } from './unrealised-section.ts';

const becauseOf = (plan: ProductPlan, { name }: Service): string =>
  plan.services.find((planned) => planned.name === name)?.because ?? '';

const readme = (plan: ProductPlan, blueprint: Blueprint): string =>
  document(
    `# ${text(blueprint.title)}: what its services share`,
    sentence(plan.summary),
    quote(plan.definition),
    'Each service has a repository of its own with its code, contracts, tests and pipeline. Here lies what none of them owns.',
    table(
      ['Service', 'Keeps', 'Why it stands alone'],
      blueprint.services.map((service) => [
        `**${text(service.title)}** (${code(service.name)})`,
        service.aggregates.map(({ name }) => name).join(', '),
        sentence(becauseOf(plan, service) || service.description),
      ]),
    ),
    bullets([
      'Who is upstream of whom: `docs/context-map.md`',
      'Ways through the processes: `docs/processes.md`',
      'What each service publishes and reacts to: `docs/services.md`',
      'Decisions: `docs/adr/`',
    ]),
    '## What is not realised',
    unrealisedSection(blueprint.unrealised),
  );

const keptBy = (plan: ProductPlan, { name }: Service): string =>
  plan.subjects
    .filter((subject) => serviceNameOf(plan, subject) === name)
    .map(({ plural }) => text(plural))
    .join(', ');

const serviceBlocks = (plan: ProductPlan, service: Service): string[] => {
  const subscriptions = subscriptionsOf(service).map(({ topic }) => code(topic));
  return [
    `## ${text(service.title)}`,
    sentence(service.description),
    bullets([
      `Keeps: ${keptBy(plan, service) || 'nothing of its own'}`,
      `Interfaces: ${service.interfaces.join(', ')}; contracts in \`api/\` of its repository`,
      `Publishes on ${code(eventTopic(service))}: ${service.events.map(({ name, version }) => `${name} v${version}`).join(', ') || 'nothing'}`,
      `Subscribes to: ${subscriptions.join(', ') || 'nothing'}`,
    ]),
    reactionsTable(service),
    ...(service.externalSystems.length > 0 ? ['### Systems outside', externalSystemsTable(service)] : []),
  ];
};

const servicesDocument = (plan: ProductPlan, blueprint: Blueprint): string =>
  document(
    `# Services of ${text(blueprint.title)}`,
    `This repository is ${code(platformName(plan))}; the services’ repositories are named as the services.`,
    ...blueprint.services.flatMap((service) => serviceBlocks(plan, service)),
  );

/** Documents of the repository that the services of a solution share. */
export const platformDocuments = (plan: ProductPlan, blueprint: Blueprint): GeneratedFile[] => [
  { path: 'README.md', content: readme(plan, blueprint) },
  { path: 'docs/context-map.md', content: contextMap(blueprint) },
  { path: 'docs/processes.md', content: processesDocument(blueprint) },
  { path: 'docs/services.md', content: servicesDocument(plan, blueprint) },
  ...blueprint.decisions.map((decision) => decisionRecord('docs/adr', decision)),
];
