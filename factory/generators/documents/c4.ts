import type { Service } from '../../domain/blueprint.ts';
import { kebabCase, sentenceCase } from '../../domain/naming.ts';
import { eventTopic } from '../../domain/solution.ts';
import { document } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { label, mermaid } from './mermaid.ts';

const actorsOf = ({ useCases }: Service): string[] => [...new Set(useCases.map(({ actor }) => actor))];

const actorLines = (service: Service, target: string): string[] =>
  actorsOf(service).flatMap((actor, index) => {
    const names = service.useCases.filter((useCase) => useCase.actor === actor).map(({ name }) => name);
    return [
      `  actor${index}([${label(sentenceCase(actor) || actor)}])`,
      `  actor${index} -->|${label(names.join(', '))}| ${target}`,
    ];
  });

const publishes = ({ events }: Service): boolean => events.length > 0;

const context = (service: Service): string =>
  mermaid(
    'flowchart TB',
    `  system[${label(service.title)}]`,
    ...actorLines(service, 'system'),
    ...(publishes(service)
      ? [
          `  subscribers[${label('Subscribers of its events')}]`,
          `  system -->|${label('events')}| subscribers`,
        ]
      : []),
  );

const containers = (service: Service): string =>
  mermaid(
    'flowchart TB',
    ...actorLines(service, 'api'),
    `  subgraph system[${label(service.title)}]`,
    `    api[${label('HTTP service, Node.js 24')}]`,
    `    store[(${label(`Cosmos DB, partitioned by ${service.store.partitionKey}`)})]`,
    ...(publishes(service) ? [`    topic[[${label(`Service Bus topic ${eventTopic(service)}`)}]]`] : []),
    '  end',
    `  api -->|${label('reads and writes, with the outbox')}| store`,
    ...(publishes(service)
      ? [
          `  api -->|${label('CloudEvents, at least once')}| topic`,
          `  topic --> subscribers[${label('Subscribers of its events')}]`,
        ]
      : []),
  );

const aggregateComponents = (service: Service): string[] =>
  service.aggregates.flatMap((aggregate, index) => {
    const folder = kebabCase(aggregate.name);
    return [
      `  controller${index}[${label(`src/api: ${sentenceCase(aggregate.name)} controller`)}]`,
      `  usecases${index}[${label(`src/application/${folder}: use cases`)}]`,
      `  domain${index}[${label(`src/domain/${folder}: ${sentenceCase(aggregate.name)}, its events, its repository port`)}]`,
      `  repository${index}[${label(`src/infrastructure: ${sentenceCase(aggregate.name)} repositories`)}]`,
      `  server --> controller${index} --> usecases${index} --> domain${index}`,
      `  repository${index} -.->|${label('implements')}| domain${index}`,
      `  repository${index} --> outbox`,
    ];
  });

const components = (service: Service): string =>
  mermaid(
    'flowchart TB',
    `  server[${label('src/api: server, validation from api/openapi.json')}]`,
    ...aggregateComponents(service),
    `  outbox[${label('src/infrastructure: outbox and publisher')}]`,
  );

/** C4 of services: context, containers and components of each. Drawn as flowcharts, which every viewer renders. */
export const c4 = (title: string, services: readonly Service[]): string =>
  document(
    `# C4 model of ${text(title)}`,
    ...services.flatMap((service) => [
      `## ${text(service.title)}`,
      sentence(service.description),
      '### Context',
      context(service),
      '### Containers',
      containers(service),
      '### Components',
      'Dependencies point inwards: the domain knows nobody.',
      components(service),
    ]),
  );
