import type { Aggregate, Service } from '../../domain/blueprint.ts';
import type { PlannedService, ProductPlan } from '../../domain/product-plan.ts';
import type { Stack } from '../../domain/project-definition.ts';
import { designAggregate } from './design-aggregate.ts';
import { designRules } from './design-rules.ts';
import { designEvents } from './design-events.ts';
import { designUseCases } from './design-use-cases.ts';
import { typeName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import type { Undesigned } from './undesigned.ts';
import { listing } from './wording.ts';

/** A service without what it does at events. */
export type DesignedService = { service: Service; undesigned: Undesigned[] };

const STORE = {
  kind: 'cosmos-db',
  partitionKey: 'id',
  reason:
    'Every write and every read by id touches one aggregate; its id spreads them evenly, and a change, its event and its idempotency record share a partition.',
} as const;

type Named = Pick<PlannedService, 'name' | 'title' | 'domain'>;

/** The services of a plan; where it names none, the product is the only one. */
export const servicesOf = (plan: ProductPlan): Named[] =>
  plan.services.length > 0
    ? plan.services
    : [{ name: plan.serviceName, title: plan.title, domain: plan.domain }];

const descriptionOf = (plan: ProductPlan, things: readonly NamedThing[]): string =>
  plan.services.length > 1
    ? `Keeps ${listing(things.map(({ subject }) => subject.plural))} of ${plan.title}.`
    : plan.summary;

/** One service of the plan with its aggregates, rules, use cases and events. */
export const designService = (
  plan: ProductPlan,
  { name, title, domain }: Named,
  things: readonly NamedThing[],
  people: ReadonlySet<string>,
  stack: Stack,
): DesignedService => {
  const own = things.filter(({ service }) => service === name);
  const bare = own.map((thing) => ({ thing, ...designAggregate(plan, thing, things, people) }));
  const aggregates: Aggregate[] = bare.map(({ aggregate }) => aggregate);
  const ruled = bare.map(({ thing, aggregate, undesigned }) => {
    const made = designRules(aggregate, thing, things, aggregates);
    const useCases = designUseCases({
      plan,
      thing,
      aggregate: made.aggregate,
      grants: made.grants,
      examples: made.aggregate,
    });
    return {
      ...made,
      useCases,
      events: designEvents(thing, useCases),
      undesigned: [...undesigned, ...made.undesigned],
    };
  });
  return {
    service: {
      name,
      title,
      description: descriptionOf(plan, own),
      boundedContext: typeName(domain),
      stack,
      store: STORE,
      aggregates: ruled.map(({ aggregate }) => aggregate),
      useCases: ruled.flatMap(({ useCases }) => useCases),
      events: ruled.flatMap(({ events }) => events),
      reactions: [],
      externalSystems: [],
      interfaces: plan.interfaces.length > 0 ? ['rest', 'grpc'] : ['rest'],
    },
    undesigned: ruled.flatMap(({ undesigned }) => undesigned),
  };
};
