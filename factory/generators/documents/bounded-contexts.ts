import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { bullets, document, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';

const serviceBlocks = (service: Service): string[] => [
  `### Service ${text(service.title)}`,
  sentence(service.description),
  bullets([
    `Aggregates: ${service.aggregates.map(({ name, kind }) => `${name} (${kind})`).join(', ')}`,
    `Use cases: ${service.useCases.map(({ name }) => `\`${name}\``).join(', ')}`,
    `Published events: ${service.events.map(({ name, version }) => `${name} v${version}`).join(', ') || 'none'}`,
    ...(service.reactions.length > 0
      ? [
          `Reacts to: ${service.reactions.map(({ from, event, version }) => `${event} v${version} of \`${from}\``).join(', ')}`,
        ]
      : []),
    ...(service.externalSystems.length > 0
      ? [`Asks: ${service.externalSystems.map(({ name }) => sentenceCase(name)).join(', ')}`]
      : []),
    `Store: Cosmos DB, partitioned by \`${service.store.partitionKey}\`. ${sentence(service.store.reason)}`,
  ]),
];

/** `architecture/bounded-contexts.md`: the contexts, their language and what lives in them. */
export const boundedContexts = (blueprint: Blueprint): string =>
  document(
    `# Bounded contexts of ${text(blueprint.title)}`,
    ...blueprint.boundedContexts.flatMap((context) => [
      `## ${sentenceCase(context.name)}`,
      sentence(context.description),
      table(
        ['Term', 'Meaning'],
        context.terms.map(({ term, meaning }) => [text(term), text(meaning)]),
      ),
      ...blueprint.services
        .filter(({ boundedContext }) => boundedContext === context.name)
        .flatMap(serviceBlocks),
    ]),
    ...(blueprint.nonFunctional.length > 0
      ? [
          '## Qualities asked of the whole',
          table(
            ['Id', 'Quality'],
            blueprint.nonFunctional.map(({ id, text: words }) => [text(id), text(words)]),
          ),
        ]
      : []),
  );
