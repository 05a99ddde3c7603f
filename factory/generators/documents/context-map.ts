import type { Blueprint } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { eventTopic } from '../contracts/event-address.ts';
import { document, table } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';
import { label, mermaid } from './mermaid.ts';

/** Everything that a relation names, and every bounded context, once. */
const partiesOf = ({ boundedContexts, contextMap }: Blueprint): string[] => [
  ...new Set([
    ...boundedContexts.map(({ name }) => name),
    ...contextMap.flatMap(({ upstream, downstream }) => [upstream, downstream]),
  ]),
];

const diagram = (blueprint: Blueprint): string => {
  const parties = partiesOf(blueprint);
  const node = (name: string): string => `party${parties.indexOf(name)}`;
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
      'HTTP, `api/openapi.json`',
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
