import { givenFields } from '../../../domain/aggregate.ts';
import type { Aggregate, Blueprint, Service, UseCase } from '../../../domain/blueprint.ts';
import type { Field } from '../../../domain/field.ts';
import type { Reaction } from '../../../domain/reaction.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { eventData } from '../event-data.ts';
import { resourceFields } from '../expression-scope.ts';
import { expressionType } from '../expression-type.ts';
import { valueType } from '../value-type.ts';
import { finding } from './finding.ts';

type Does<Kind extends Reaction['does']['kind']> = Extract<Reaction['does'], { kind: Kind }>;

const useCaseOf = <Kind extends UseCase['kind']>(
  service: Service,
  name: string,
  kind: Kind,
): Extract<UseCase, { kind: Kind }> | undefined =>
  service.useCases.find(
    (useCase): useCase is Extract<UseCase, { kind: Kind }> => useCase.name === name && useCase.kind === kind,
  );

const createFaults = (
  service: Service,
  { useCase, input }: Does<'create'>,
  event: readonly Field[],
): string[] => {
  const found = useCaseOf(service, useCase, 'create');
  const aggregate = service.aggregates.find(({ name }) => name === found?.aggregate);
  if (!aggregate) return [`${useCase} is no create use case`];
  const given = givenFields(aggregate);
  return [
    ...given
      .filter((field) => field.required && field.default === 'none' && !(field.name in input))
      .map(({ name }) => `nothing gives ${name}`),
    ...Object.entries(input).flatMap(([name, value]) => {
      const field = given.find((each) => each.name === name);
      if (!field) return [`${aggregate.name} takes no ${name}`];
      const typed = expressionType(value, { fields: [], event });
      if (typed.faults.length > 0) return typed.faults;
      return typed.type === valueType(field.type) ? [] : [`${name} would be ${typed.type ?? 'nothing'}`];
    }),
  ];
};

const transitionFaults = (
  service: Service,
  { useCase, field, path }: Does<'transition'>,
  event: readonly Field[],
): string[] => {
  const found = useCaseOf(service, useCase, 'transition');
  const aggregate = service.aggregates.find(({ name }) => name === found?.aggregate);
  if (!aggregate) return [`${useCase} is no transition`];
  return [
    ...(resourceFields(aggregate).some(({ name }) => name === field)
      ? []
      : [`${aggregate.name} has no ${field}`]),
    ...(event.some(({ name }) => name === path) ? [] : [`the event has no ${path}`]),
    ...(found?.input.some(({ required }) => required) ? [`${useCase} needs input`] : []),
  ];
};

/** What the parts of an event's list must hold to be reserved: a reference to the stock, and a whole number. */
const quantityFaults = (does: Does<'reserve' | 'release'>, { fields, children }: Aggregate): string[] => {
  const list = fields.find(({ name }) => name === does.list)?.type;
  const child = list?.kind === 'list' ? children.find(({ name }) => name === list.child) : undefined;
  const typeOf = (field: string) => child?.fields.find(({ name }) => name === field)?.type;
  const item = typeOf(does.item);
  const isOfStock = item?.kind === 'reference' && item.aggregate === does.aggregate;
  return [
    ...(isOfStock ? [] : [`${does.list}.${does.item} names no ${does.aggregate}`]),
    ...(typeOf(does.quantity)?.kind === 'integer'
      ? []
      : [`${does.list}.${does.quantity} is no whole number`]),
  ];
};

const stockFaults = (service: Service, does: Does<'reserve' | 'release'>, producer: Aggregate): string[] => {
  const aggregate = service.aggregates.find(({ name }) => name === does.aggregate);
  const published = does.kind === 'reserve' ? [does.reserved, does.refused] : [does.released];
  return [
    ...(aggregate?.reservable ? [] : [`nothing can be reserved from ${does.aggregate}`]),
    ...quantityFaults(does, producer),
    ...published
      .filter((name) => !service.events.some((event) => event.name === name))
      .map((name) => `${name} is not published`),
  ];
};

const askFaults = (
  service: Service,
  { from }: Reaction,
  does: Does<'ask'>,
  producer: Aggregate,
): string[] => {
  const system = service.externalSystems.find(({ name }) => name === does.system);
  const known = resourceFields(producer).map(({ name }) => name);
  return [
    ...(from === service.name ? [] : ['it asks about a thing of another service']),
    ...(system ? [] : [`${does.system} is unknown`]),
    ...(system?.fields ?? [])
      .filter((name) => !known.includes(name))
      .map((name) => `${producer.name} has no ${name}`),
    ...[does.accepted, does.refused]
      .filter((name) => useCaseOf(service, name, 'transition')?.aggregate !== producer.name)
      .map((name) => `${name} is no transition of ${producer.name}`),
  ];
};

const faultsOf = (blueprint: Blueprint, service: Service, reaction: Reaction): string[] => {
  const { from, event, version, does } = reaction;
  const producer = blueprint.services.find(({ name }) => name === from);
  const published = producer?.events.find((each) => each.name === event && each.version === version);
  const aggregate = producer?.aggregates.find(({ name }) => name === published?.aggregate);
  if (!published || !aggregate) return [`${from} does not publish ${event} v${version}`];
  const data = eventData(aggregate, published);
  switch (does.kind) {
    case 'create':
      return createFaults(service, does, data);
    case 'transition':
      return transitionFaults(service, does, data);
    case 'reserve':
    case 'release':
      return stockFaults(service, does, aggregate);
    case 'ask':
      return askFaults(service, reaction, does, aggregate);
  }
};

/** Reactions that wait for what nobody publishes or do what cannot be done, and external systems that nobody asks. */
export const reactionFindings = (blueprint: Blueprint, service: Service): AgentFinding[] => [
  ...service.reactions.flatMap((reaction) =>
    faultsOf(blueprint, service, reaction).map((fault) =>
      finding('reaction', `Reaction ${service.name}.${reaction.name} cannot happen: ${fault}.`),
    ),
  ),
  ...service.externalSystems
    .filter(({ name }) => !service.reactions.some(({ does }) => does.kind === 'ask' && does.system === name))
    .map(({ name }) => finding('external-system', `Nothing in ${service.name} asks ${name}.`)),
];
