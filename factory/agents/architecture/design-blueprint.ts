import type { Aggregate, Blueprint, Service } from '../../domain/blueprint.ts';
import { storiesOf, type ProductPlan } from '../../domain/product-plan.ts';
import type { Stack } from '../../domain/project-definition.ts';
import { unservedStories } from './checks/trace-findings.ts';
import { writeDecisions } from './decisions/write-decisions.ts';
import { withCallableTransitions } from './callable-transitions.ts';
import { designContexts } from './design-contexts.ts';
import { designContextMap } from './design-context-map.ts';
import { designExternalSystems } from './design-external-systems.ts';
import { designProcesses } from './design-processes.ts';
import { designReactions, type PlacedReaction } from './design-reactions.ts';
import { stockEvents } from './stock-events.ts';
import { designService, servicesOf } from './design-service.ts';
import { nameOperations } from './name-operations.ts';
import type { NamedThing } from './named-thing.ts';
import { thingsOf } from './thing.ts';
import { unrealisedOf, type Undesigned } from './undesigned.ts';
import { withArticle } from './wording.ts';

const NON_FUNCTIONAL = [
  'What was acknowledged is there after a restart.',
  'A request that is sent again with the same idempotency key changes nothing.',
  'Every answer carries a correlation id, and a W3C trace context is continued.',
  'A search covers each item once, whatever is written meanwhile.',
  'An error names the field or parameter at fault and never shows internals.',
  'The service stops within 5 seconds without losing an acknowledged change or an event.',
  'Values of personal fields do not appear in logs.',
];
const OF_REACTIONS = [
  'An event that is delivered twice is applied once.',
  'What cannot be applied yet is delivered again; what never can is put aside with its reason.',
];

/** Names of attributes that hold a person: whoever acts in the text or a story, and owners of accounts. */
const peopleOf = (plan: ProductPlan): Set<string> =>
  new Set([
    ...plan.statements.flatMap(({ actor }) => (actor ? [actor] : [])),
    ...plan.subjects.flatMap(({ ledger }) => (ledger ? [ledger.owner] : [])),
    ...storiesOf(plan).map(({ role }) => role),
  ]);

const startedBy = (plan: ProductPlan): Set<string> =>
  new Set(plan.reactions.flatMap(({ does }) => (does.kind === 'start' ? [does.subject] : [])));

/** Puts reactions, the events of stocks and external systems into a service. */
const reacting = (
  plan: ProductPlan,
  service: Service,
  things: readonly NamedThing[],
  placed: readonly PlacedReaction[],
  aggregateOf: (thing: NamedThing) => Aggregate,
): Service => {
  const reactions = placed.filter((each) => each.service === service.name).map(({ reaction }) => reaction);
  const own = things.filter((thing) => thing.service === service.name);
  const reserving = own.filter((thing) =>
    reactions.some(({ does }) => does.kind === 'reserve' && does.aggregate === thing.type),
  );
  return {
    ...service,
    events: [...service.events, ...own.flatMap((thing) => stockEvents(thing, reactions))],
    aggregates: service.aggregates.map(({ reservable, ...aggregate }) =>
      reservable && reserving.some(({ type }) => type === aggregate.name)
        ? { ...aggregate, reservable }
        : aggregate,
    ),
    reactions,
    externalSystems: designExternalSystems(plan, reactions, own, aggregateOf),
  };
};

/** Stories for which nothing could be designed. */
const notServed = (plan: ProductPlan, blueprint: Pick<Blueprint, 'services' | 'unrealised'>): Undesigned[] =>
  unservedStories(blueprint, plan).flatMap(({ title, subject, requirementIds }) =>
    requirementIds.map((requirementId) => ({
      requirementId,
      statement: `${title}.`,
      reason: `The plan says nothing of ${withArticle(subject)} that would let a service do it.`,
    })),
  );

/** A product plan becomes a blueprint, by structure alone. */
export const designBlueprint = (plan: ProductPlan, stack: Stack): Blueprint => {
  const things = nameOperations(thingsOf(plan), startedBy(plan));
  const people = peopleOf(plan);
  const designed = servicesOf(plan).map((planned) => designService(plan, planned, things, people, stack));
  const aggregateOf = (thing: NamedThing): Aggregate => {
    const found = designed
      .find(({ service }) => service.name === thing.service)
      ?.service.aggregates.find(({ name }) => name === thing.type);
    if (!found) throw new Error(`Service ${thing.service} keeps no ${thing.type}.`);
    return found;
  };
  const { placed, undesigned } = designReactions({ plan, things, aggregateOf });
  const services = designed
    .map(({ service }) => reacting(plan, service, things, placed, aggregateOf))
    .map(withCallableTransitions);
  const processes = designProcesses(services);
  const unrealised = unrealisedOf(plan, [...designed.flatMap((each) => each.undesigned), ...undesigned]);
  return {
    schemaVersion: 1,
    title: plan.title,
    boundedContexts: designContexts(plan, services, things),
    services,
    contextMap: designContextMap(services),
    processes,
    nonFunctional: [
      ...NON_FUNCTIONAL,
      ...(services.some(({ reactions }) => reactions.length > 0) ? OF_REACTIONS : []),
    ].map((text, index) => ({ id: `N${index + 1}`, text })),
    decisions: writeDecisions(plan, services, processes),
    unrealised: unrealisedOf({ ...plan, unrealised }, notServed(plan, { services, unrealised })),
  };
};
