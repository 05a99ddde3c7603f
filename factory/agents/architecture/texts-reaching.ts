import { aggregateOf, type Service } from '../../domain/blueprint.ts';

type Place = { service: string; aggregate: string; field: string };

const keyOf = ({ service, aggregate, field }: Place): string => `${service}/${aggregate}/${field}`;

/** The fields of other things that a value is copied from when a reaction creates what holds it. */
const copiedFrom = (services: readonly Service[], { service, aggregate, field }: Place): Place[] => {
  const own = services.find(({ name }) => name === service);
  return (own?.reactions ?? []).flatMap(({ from, event, does }) => {
    if (does.kind !== 'create') return [];
    const creates = own?.useCases.some(
      ({ name, aggregate: made }) => name === does.useCase && made === aggregate,
    );
    const value = does.input[field];
    const source = services.find(({ name }) => name === from)?.events.find(({ name }) => name === event);
    return creates && source && value?.op === 'event'
      ? [{ service: from, aggregate: source.aggregate, field: value.path }]
      : [];
  });
};

const askedWith = (service: Service, system: string): Place[] =>
  service.reactions.flatMap(({ event, does }) => {
    if (does.kind !== 'ask' || does.system !== system) return [];
    const aggregate = service.events.find(({ name }) => name === event)?.aggregate ?? '';
    const fields = service.externalSystems.find(({ name }) => name === system)?.fields ?? [];
    return fields.map((field) => ({ service: service.name, aggregate, field }));
  });

/** Text fields of an aggregate whose values come to an external system, over whatever reactions. */
export const textsReaching = (
  services: readonly Service[],
  start: { service: string; aggregate: string },
  system: string,
): string[] => {
  const passed = new Map(
    services.flatMap((service) => askedWith(service, system)).map((place) => [keyOf(place), place]),
  );
  for (const place of passed.values())
    for (const origin of copiedFrom(services, place)) passed.set(keyOf(origin), origin);
  const service = services.find(({ name }) => name === start.service);
  const fields = service ? aggregateOf(service, start.aggregate).fields : [];
  return fields
    .filter(({ type }) => type.kind === 'string' || type.kind === 'text' || type.kind === 'list')
    .map(({ name }) => name)
    .filter((field) => passed.has(keyOf({ ...start, field })));
};
