import { aggregateOf, type Blueprint, type Service } from '../../domain/blueprint.ts';
import type { ReactionOf } from '../../domain/reaction.ts';

/** A field of an aggregate, somewhere in the solution. */
type Place = { service: Service; aggregate: string; field: string };

const serviceIn = ({ services }: Blueprint, name: string): Service | undefined =>
  services.find((service) => service.name === name);

const isCreate = (reaction: Service['reactions'][number]): reaction is ReactionOf<'create'> =>
  reaction.does.kind === 'create';

/** Where the value of a field came from: the fields of the aggregates whose events made it. */
const origins = (blueprint: Blueprint, { service, aggregate, field }: Place): Place[] =>
  service.reactions.filter(isCreate).flatMap(({ from, event, does }): Place[] => {
    const creates = service.useCases.some(
      (useCase) => useCase.name === does.useCase && useCase.aggregate === aggregate,
    );
    const value = does.input[field];
    const producer = serviceIn(blueprint, from);
    const source = producer?.events.find(({ name }) => name === event);
    return creates && value?.op === 'event' && producer && source
      ? [{ service: producer, aggregate: source.aggregate, field: value.path }]
      : [];
  });

const keyOf = ({ service, aggregate, field }: Place): string => `${service.name} ${aggregate} ${field}`;

/** Everything that a value passes on its way to a place. */
const upstream = (blueprint: Blueprint, place: Place, seen: Map<string, Place> = new Map()): Place[] => {
  if (!seen.has(keyOf(place))) {
    seen.set(keyOf(place), place);
    for (const origin of origins(blueprint, place)) upstream(blueprint, origin, seen);
  }
  return [...seen.values()];
};

/** What is handed over to an external system. */
const handedOver = (service: Service, system: string): Place[] =>
  service.reactions.flatMap(({ event, does }) => {
    if (does.kind !== 'ask' || does.system !== system) return [];
    const aggregate = service.events.find(({ name }) => name === event)?.aggregate;
    const fields = service.externalSystems.find(({ name }) => name === system)?.fields ?? [];
    return aggregate === undefined ? [] : fields.map((field) => ({ service, aggregate, field }));
  });

type Start = { service: string; aggregate: string };

const textsThatReach = (blueprint: Blueprint, start: Start, system: string): string[] => {
  const places = blueprint.services
    .flatMap((service) => handedOver(service, system))
    .flatMap((place) => upstream(blueprint, place))
    .filter(({ service, aggregate }) => service.name === start.service && aggregate === start.aggregate);
  const service = serviceIn(blueprint, start.service);
  const fields = service ? aggregateOf(service, start.aggregate).fields : [];
  const isText = (name: string) =>
    fields.some((field) => field.name === name && ['string', 'text', 'list'].includes(field.type.kind));
  return [...new Set(places.map(({ field }) => field))].filter(isText);
};

/**
 * Fields of the aggregate that starts a process in which the word "refused" makes one external system refuse: those that
 * reach this system and no other, or, where every one reaches another too, all that reach it.
 */
export const refusingFields = (blueprint: Blueprint, start: Start, system: string): string[] => {
  const reaching = textsThatReach(blueprint, start, system);
  const others = new Set(
    blueprint.services
      .flatMap(({ externalSystems }) => externalSystems.map(({ name }) => name))
      .filter((name) => name !== system)
      .flatMap((name) => textsThatReach(blueprint, start, name)),
  );
  const exclusive = reaching.filter((field) => !others.has(field));
  return exclusive.length > 0 ? exclusive : reaching;
};
