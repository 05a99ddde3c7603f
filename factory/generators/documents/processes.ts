import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { kebabCase, sentenceCase } from '../../domain/naming.ts';
import type { Process, ProcessPath } from '../../domain/process.ts';
import type { Reaction } from '../../domain/reaction.ts';
import { bullets, code, document } from './markdown-blocks.ts';
import { text } from './markdown-text.ts';
import { mermaid, words } from './mermaid.ts';

const emits = ({ useCases }: Service, name: string): string[] =>
  useCases.flatMap((useCase) => (useCase.name === name && 'emits' in useCase ? useCase.emits : []));

const leadsTo = (service: Service, { does }: Reaction): string[] => {
  switch (does.kind) {
    case 'create':
    case 'transition':
      return emits(service, does.useCase);
    case 'reserve':
      return [does.reserved, does.refused];
    case 'release':
      return [does.released];
    case 'ask':
      return [...emits(service, does.accepted), ...emits(service, does.refused)];
  }
};

type Hop = ProcessPath['hops'][number];

/** The reaction by which a hop followed from one before. */
const causeOf = (
  services: readonly Service[],
  hop: Hop,
  before: readonly Hop[],
): { service: Service; reaction: Reaction } | undefined => {
  const service = services.find(({ name }) => name === hop.service);
  const reaction = service?.reactions.find(
    (each) =>
      leadsTo(service, each).includes(hop.event) &&
      before.some(({ service: from, event }) => from === each.from && event === each.event),
  );
  return service && reaction && { service, reaction };
};

const node = (name: string): string => `service_${name.replaceAll('-', '_')}`;
const outside = (system: string): string => `system_${kebabCase(system).replaceAll('-', '_')}`;

const asked = (reaction: Reaction, service: Service, hop: Hop): string[] => {
  const { does } = reaction;
  if (does.kind !== 'ask') return [];
  const answer = emits(service, does.refused).includes(hop.event) ? 'refused' : 'accepted';
  const operation = service.externalSystems.find(({ name }) => name === does.system)?.operation ?? 'ask';
  return [
    `  ${node(service.name)}->>${outside(does.system)}: ${operation}`,
    `  ${outside(does.system)}-->>${node(service.name)}: ${answer}`,
  ];
};

/** One way through a process as messages between services. Names of events and use cases are identifiers, safe in a diagram. */
const sequence = ({ services }: Blueprint, { starts }: Process, { hops }: ProcessPath): string => {
  const causes = hops.map((hop, index) => causeOf(services, hop, hops.slice(0, index)));
  const systems = [
    ...new Set(
      causes.flatMap((cause) => (cause?.reaction.does.kind === 'ask' ? [cause.reaction.does.system] : [])),
    ),
  ];
  const taking = [...new Set([starts.service, ...hops.map(({ service }) => service)])];
  return mermaid(
    'sequenceDiagram',
    '  actor caller as Caller',
    ...taking.map(
      (name) =>
        `  participant ${node(name)} as ${words(services.find((each) => each.name === name)?.title ?? name)}`,
    ),
    ...systems.map((name) => `  participant ${outside(name)} as ${words(sentenceCase(name))}`),
    `  caller->>${node(starts.service)}: ${starts.useCase}`,
    ...hops.flatMap((hop, index) => {
      const cause = causes[index];
      if (!cause) return [`  Note over ${node(hop.service)}: ${hop.event}`];
      const { reaction, service } = cause;
      const told =
        reaction.from === hop.service
          ? []
          : [`  ${node(reaction.from)}-)${node(hop.service)}: ${reaction.event}`];
      return [...told, ...asked(reaction, service, hop), `  Note over ${node(hop.service)}: ${hop.event}`];
    }),
  );
};

const condition = ({ refusedBy, lacks }: ProcessPath): string => {
  if (refusedBy) return `${sentenceCase(refusedBy)} refuses.`;
  return lacks
    ? `There is less of ${lacks.aggregate}.${lacks.field} than is asked for.`
    : 'Everybody agrees.';
};

const pathBlocks = (blueprint: Blueprint, process: Process, path: ProcessPath): string[] => [
  `### ${text(path.title)}`,
  bullets([
    condition(path),
    `It ends ${code(path.ends)}.`,
    ...path.restores.map(
      ({ service, aggregate, field }) =>
        `${code(`${aggregate}.${field}`)} of ${code(service)} is as it was before.`,
    ),
  ]),
  sequence(blueprint, process, path),
];

/** The processes across services, each way through as a sequence of events. */
export const processesDocument = (blueprint: Blueprint): string =>
  document(
    `# Processes of ${text(blueprint.title)}`,
    'Nobody conducts a process: each service reacts to events of others and publishes its own. An arrow is an event that is delivered; a note is an event that happened. The correlation id of the first call is in all of them.',
    ...blueprint.processes.flatMap((process) => [
      `## ${text(process.title)}`,
      `Starts with ${code(process.starts.useCase)} of ${code(process.starts.service)} · serves ${process.requirementIds.join(', ')}`,
      ...process.paths.flatMap((path) => pathBlocks(blueprint, process, path)),
    ]),
  );
