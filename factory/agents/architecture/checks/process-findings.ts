import type { Blueprint, Service } from '../../../domain/blueprint.ts';
import type { Process, ProcessPath } from '../../../domain/process.ts';
import type { Reaction } from '../../../domain/reaction.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { finding, repeated } from './finding.ts';

type Hop = ProcessPath['hops'][number];

/** The events that a reaction may lead to. */
const ledTo = ({ useCases }: Service, { does }: Reaction): string[] => {
  const emits = (name: string) =>
    useCases.flatMap((useCase) => (useCase.name === name && 'emits' in useCase ? useCase.emits : []));
  switch (does.kind) {
    case 'create':
    case 'transition':
      return emits(does.useCase);
    case 'reserve':
      return [does.reserved, does.refused];
    case 'release':
      return [does.released];
    case 'ask':
      return [...emits(does.accepted), ...emits(does.refused)];
  }
};

const follows = (services: readonly Service[], hop: Hop, before: readonly Hop[]): boolean =>
  services.some(
    (service) =>
      service.name === hop.service &&
      service.reactions.some(
        (reaction) =>
          ledTo(service, reaction).includes(hop.event) &&
          before.some(({ service: from, event }) => from === reaction.from && event === reaction.event),
      ),
  );

const hopFaults = (services: readonly Service[], start: string[], { hops }: ProcessPath): string[] =>
  hops.flatMap((hop, index) => {
    const published = services.some(
      ({ name, events }) => name === hop.service && events.some((event) => event.name === hop.event),
    );
    if (!published) return [`${hop.service} does not publish ${hop.event}`];
    if (index === 0)
      return start.includes(hop.event) ? [] : [`${hop.event} is not what its first use case publishes`];
    return follows(services, hop, hops.slice(0, index)) ? [] : [`nothing before leads to ${hop.event}`];
  });

const pathFaults = ({ services }: Blueprint, { starts }: Process, path: ProcessPath): string[] => {
  const service = services.find(({ name }) => name === starts.service);
  const create = service?.useCases.find(({ name, kind }) => name === starts.useCase && kind === 'create');
  if (!service || create?.kind !== 'create')
    return [`${starts.useCase} is no create use case of ${starts.service}`];
  const { lifecycle } = service.aggregates.find(({ name }) => name === create.aggregate) ?? {};
  const systems = services.flatMap(({ externalSystems }) => externalSystems.map(({ name }) => name));
  const stocks = [...path.restores, ...(path.lacks ? [path.lacks] : [])];
  return [
    ...hopFaults(services, create.emits, path),
    ...(lifecycle?.states.some(({ name }) => name === path.ends)
      ? []
      : [`${create.aggregate} has no state ${path.ends}`]),
    ...(path.refusedBy === undefined || systems.includes(path.refusedBy)
      ? []
      : [`${path.refusedBy} is unknown`]),
    ...stocks
      .filter(
        (stock) =>
          !services.some(
            ({ name, aggregates }) =>
              name === stock.service &&
              aggregates.some(
                (each) => each.name === stock.aggregate && each.reservable?.field === stock.field,
              ),
          ),
      )
      .map((stock) => `${stock.aggregate}.${stock.field} is no stock of ${stock.service}`),
  ];
};

/** Processes whose steps do not follow from reactions. */
export const processFindings = (blueprint: Blueprint): AgentFinding[] => [
  ...repeated(blueprint.processes.map(({ name }) => name)).map((name) =>
    finding('unique-names', `Process ${name} exists more than once.`),
  ),
  ...blueprint.processes.flatMap((process) => [
    ...repeated(process.paths.map(({ name }) => name)).map((name) =>
      finding('unique-names', `Path ${name} of ${process.name} exists more than once.`),
    ),
    ...process.paths.flatMap((path) =>
      pathFaults(blueprint, process, path).map((fault) =>
        finding('process', `Path ${path.name} of ${process.name} cannot happen: ${fault}.`),
      ),
    ),
  ]),
];
