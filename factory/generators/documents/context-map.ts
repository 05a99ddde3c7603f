import type { Blueprint } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { eventTopic } from '../../domain/solution.ts';
import { document, table } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';
import { label, mermaid } from './mermaid.ts';

/** The context of a service that a relation of several services names; everything else is a party of its own. */
const partyOf = ({ services }: Blueprint, name: string): string =>
  (services.length > 1 ? services.find((service) => service.name === name)?.boundedContext : undefined) ??
  name;

/** Everything that a relation names, and every bounded context, once. */
const partiesOf = (blueprint: Blueprint): string[] => [
  ...new Set([
    ...blueprint.boundedContexts.map(({ name }) => name),
    ...blueprint.contextMap
      .flatMap(({ upstream, downstream }) => [upstream, downstream])
      .map((name) => partyOf(blueprint, name)),
  ]),
];

const diagram = (blueprint: Blueprint): string => {
  const parties = partiesOf(blueprint);
  const node = (name: string): string => `party${parties.indexOf(partyOf(blueprint, name))}`;
  const nodes = parties.map((name) => {
    const services = blueprint.services.filter(({ boundedContext }) => boundedContext === name);
    const isContext = blueprint.boundedContexts.some((context) => context.name === name);
    return services.length === 0
      ? `  ${node(name)}[${label(isContext ? sentenceCase(name) : name)}]`
      : [
          `  subgraph ${node(name)}[${label(sentenceCase(name))}]`,
          ...services.map((service, index) => `    ${node(name)}service${index}[${label(service.title)}]`),
          '  end',
        ].join('\n');
  });
  const relations = blueprint.contextMap.map(
    ({ upstream, downstream, pattern }) => `  ${node(upstream)} -->|${label(pattern)}| ${node(downstream)}`,
  );
  return mermaid('flowchart LR', ...nodes, ...relations);
};

const offers = ({ services }: Blueprint): string =>
  table(
    ['Service', 'Open host service', 'Published language'],
    services.map((service) => [
      text(service.title),
      service.interfaces.includes('grpc')
        ? `HTTP, \`api/openapi.json\`; gRPC, \`api/${service.name}.proto\``
        : 'HTTP, `api/openapi.json`',
      service.events.length > 0
        ? `events on topic \`${eventTopic(service)}\`, \`api/asyncapi.json\``
        : 'none: it publishes no events',
    ]),
  );

/** The context map: who is upstream of whom, by which pattern, and what each service offers. */
export const contextMap = (blueprint: Blueprint): string =>
  document(
    `# Context map of ${text(blueprint.title)}`,
    diagram(blueprint),
    blueprint.contextMap.length === 0
      ? 'No context is upstream of another: what stands here depends on nobody else’s model.'
      : table(
          ['Upstream', 'Downstream', 'Pattern'],
          blueprint.contextMap.map(({ upstream, downstream, pattern }) => [
            text(upstream),
            text(downstream),
            pattern,
          ]),
        ),
    '## What is offered',
    offers(blueprint),
  );
