import type { Blueprint } from '../../domain/blueprint.ts';
import type { ProductPlan, Subject } from '../../domain/product-plan.ts';
import type { Stack } from '../../domain/project-definition.ts';
import { designAggregate } from './design-aggregate.ts';
import { typeName } from './identifiers.ts';
import { writeDecisions } from './write-decisions.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const meaningOf = ({ unchangeable, attributes }: Subject): string => {
  const known = attributes.map(({ name }) => name).join(', ');
  return unchangeable
    ? `Something that happened and was recorded. Known of it: ${known}. It never changes.`
    : `A thing that is kept. Known of it: ${known}.`;
};

const NON_FUNCTIONAL = [
  'What was acknowledged is there after a restart.',
  'A request that is sent again with the same idempotency key changes nothing.',
  'Every answer carries a correlation id, and a W3C trace context is continued.',
  'A search covers each item once, whatever is written meanwhile.',
  'An error names the field or parameter at fault and never shows internals.',
  'The service stops within 5 seconds without losing an acknowledged change or an event.',
  'Values of personal fields do not appear in logs.',
];

/** A product plan becomes a blueprint, by structure alone. */
export const designBlueprint = (plan: ProductPlan, stack: Stack): Blueprint => {
  const people = new Set(plan.statements.flatMap(({ actor }) => (actor ? [actor] : [])));
  const designed = plan.subjects.map((subject) => designAggregate(plan, subject, people));
  const aggregates = designed.map(({ aggregate }) => aggregate);
  const useCases = designed.flatMap((each) => each.useCases);
  const boundedContext = typeName(plan.domain);
  return {
    schemaVersion: 1,
    title: plan.title,
    boundedContexts: [
      {
        name: boundedContext,
        description: plan.summary,
        terms: plan.subjects.map((subject) => ({ term: capital(subject.name), meaning: meaningOf(subject) })),
      },
    ],
    services: [
      {
        name: plan.serviceName,
        title: plan.title,
        description: plan.summary,
        boundedContext,
        stack,
        store: {
          kind: 'cosmos-db',
          partitionKey: 'id',
          reason:
            'Every write and every read by id touches one aggregate; its id spreads them evenly, and a change, its event and its idempotency record share a partition.',
        },
        aggregates,
        useCases,
        events: designed.flatMap(({ events }) => events),
      },
    ],
    contextMap: [
      { upstream: plan.serviceName, downstream: 'clients of its interface', pattern: 'open-host-service' },
      { upstream: plan.serviceName, downstream: 'consumers of its events', pattern: 'published-language' },
    ],
    nonFunctional: NON_FUNCTIONAL.map((text, index) => ({ id: `N${index + 1}`, text })),
    decisions: writeDecisions(aggregates, useCases),
    unrealised: plan.unrealised,
  };
};
