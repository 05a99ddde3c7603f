import { expect, test } from 'vitest';

import { checkBlueprint } from '../../../../factory/agents/architecture/check-blueprint.ts';
import { designBlueprint } from '../../../../factory/agents/architecture/design-blueprint.ts';
import {
  blueprintSchema,
  type Aggregate,
  type Blueprint,
  type Field,
  type Service,
  type UseCase,
} from '../../../../factory/domain/blueprint.ts';
import { filtersOf } from '../../../../factory/domain/operation.ts';
import type { ProductPlan } from '../../../../factory/domain/product-plan.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { bookshopPlan } from '../../fixtures/plans/bookshop.ts';
import { gymPlan } from '../../fixtures/plans/gym.ts';
import { invoicesPlan } from '../../fixtures/plans/invoices.ts';
import { loyaltyPlan } from '../../fixtures/plans/loyalty.ts';
import { ratesPlan } from '../../fixtures/plans/rates.ts';

const byName = <Item extends { name: string }>(items: readonly Item[]): Item[] =>
  items.toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** Short and long texts are the same; how low a decimal may go is no matter of the plans. */
const typeOf = ({ type }: Field): object => {
  if (type.kind === 'string' || type.kind === 'text') return { kind: 'text' };
  return type.kind === 'decimal' ? { kind: type.kind, scale: type.scale } : type;
};
const fieldsOf = (fields: readonly Field[]) =>
  byName(fields).map((field) => ({
    name: field.name,
    type: typeOf(field),
    required: field.required,
    unique: field.unique,
    immutable: field.immutable,
    derived: field.derived,
  }));

const aggregateOf = (aggregate: Aggregate) => ({
  name: aggregate.name,
  plural: aggregate.plural,
  kind: aggregate.kind,
  fields: fieldsOf(aggregate.fields),
  children: aggregate.children.map(({ name, fields }) => ({ name, fields: fieldsOf(fields) })),
  lifecycle: aggregate.lifecycle && {
    ...aggregate.lifecycle,
    states: aggregate.lifecycle.states.map(({ name, frozen }) => ({ name, frozen })),
  },
  ledger: aggregate.ledger,
  reservable: aggregate.reservable,
  rules: aggregate.rules.map((rule) => ({ ...rule, name: '', statement: '', requirementIds: [] })),
});

const filters = (useCase: UseCase, { aggregates }: Service): string[] | undefined => {
  const aggregate = aggregates.find(({ name }) => name === useCase.aggregate)!;
  return useCase.kind === 'search'
    ? filtersOf(useCase, aggregate)
        .map(({ field, match }) => `${field} ${match}`)
        .toSorted()
    : undefined;
};

const useCaseOf = (useCase: UseCase, service: Service) => ({
  name: useCase.name,
  kind: useCase.kind,
  aggregate: useCase.aggregate,
  roles: useCase.roles,
  owner: useCase.owner,
  emits: 'emits' in useCase ? useCase.emits : undefined,
  filters: filters(useCase, service),
  ...(useCase.kind === 'transition'
    ? { verb: useCase.verb, from: useCase.from, to: useCase.to, automatic: useCase.automatic }
    : {}),
  ...(useCase.kind === 'post' ? { verb: useCase.verb, direction: useCase.direction } : {}),
});

/** What a blueprint means, without its words and in one order. */
const substanceOf = ({ services, contextMap, processes }: Blueprint) => ({
  services: services.map((service) => ({
    name: service.name,
    boundedContext: service.boundedContext,
    interfaces: service.interfaces,
    aggregates: service.aggregates.map(aggregateOf),
    useCases: byName(service.useCases).map((useCase) => useCaseOf(useCase, service)),
    events: byName(service.events).map(({ name, version, aggregate, cause }) => ({
      name,
      version,
      aggregate,
      cause,
    })),
    reactions: byName(service.reactions).map(({ name, from, event, version, does }) => ({
      name,
      from,
      event,
      version,
      does,
    })),
    externalSystems: service.externalSystems.map((system) => ({ ...system, description: '', fields: [] })),
  })),
  contextMap: services.length > 1 ? contextMap : [],
  processes: processes.map(({ starts, paths }) => ({
    starts,
    paths: paths.map((path) => ({ ...path, title: '' })),
  })),
});

const CASES: readonly [string, ProductPlan, Blueprint][] = [
  ['gym', gymPlan, gymBlueprint],
  ['invoices', invoicesPlan, invoicesBlueprint],
  ['loyalty', loyaltyPlan, loyaltyBlueprint],
  ['rates', ratesPlan, ratesBlueprint],
  ['bookshop', bookshopPlan, bookshopBlueprint],
];

test.each(CASES)('the plan of %s becomes what was drawn by hand', (_, plan, golden) => {
  const designed = designBlueprint(plan, 'typescript');
  expect(blueprintSchema.parse(designed)).toEqual(designed);
  expect(substanceOf(designed)).toEqual(substanceOf(golden));
  expect(designed.unrealised).toEqual([]);
  expect(checkBlueprint(designed, { plan })).toEqual([]);
});

test('a system outside is told all that callers gave of what it is asked about', () => {
  const systems = designBlueprint(bookshopPlan, 'typescript').services.flatMap(
    ({ externalSystems }) => externalSystems,
  );
  expect(systems.map(({ name, fields }) => [name, fields])).toEqual([
    ['PaymentProvider', ['orderId', 'customer', 'amount']],
    ['Carrier', ['orderId', 'customer']],
  ]);
});

const decided = (plan: ProductPlan) =>
  designBlueprint(plan, 'typescript').decisions.map(({ title }) => title);

test('decides where the cuts run, how services work together and what systems outside may do', () => {
  expect(decided(bookshopPlan)).toEqual(
    expect.arrayContaining([
      'Online Bookshop is 4 services',
      'Processes are choreographed by events',
      'What is asked for is reserved under a key',
      'Systems outside are asked through ports',
      'Events carry their version in their type',
    ]),
  );
  expect(decided(gymPlan)).toContain('Rules over several aggregates are checked one writer at a time');
  expect(decided(ratesPlan)).toContain('REST for everyone, gRPC for other services');
  expect(decided(loyaltyPlan)).toContain('Account is a ledger');
});

const gymWith = (rule: ProductPlan['rules'][number]): Blueprint =>
  designBlueprint({ ...gymPlan, rules: [rule] }, 'typescript');

test.each<[string, Partial<ProductPlan['rules'][number]>, string]>([
  [
    'a field that is not there',
    { kind: 'unique', attributes: ['colour'], states: [] },
    'A booking has no colour.',
  ],
  [
    'a state that is never reached',
    { kind: 'limit', per: ['member'], states: ['asleep'], maximum: 3 },
    'A booking is never asleep.',
  ],
  [
    'something that nobody can do',
    { kind: 'permission', verbs: ['sell'], roles: ['manager'] },
    'Nothing lets anyone sell a booking.',
  ],
  ['an account that is none', { kind: 'floor', minimum: 0 }, 'A booking is no account.'],
  [
    'values that cannot be compared',
    { kind: 'compare', attribute: 'member', comparison: 'greater', with: 3, verbs: [] },
    'It cannot be checked: text stands where number or instant or date is needed.',
  ],
])('a rule about %s is told with its reason', (_, rule, reason) => {
  const base = {
    id: 'B1',
    subject: 'booking',
    statement: 'So it is.',
    requirementId: 'R3',
    statementIds: [],
  };
  expect(gymWith({ ...base, ...rule } as ProductPlan['rules'][number]).unrealised).toEqual([
    { id: 'R3', text: 'So it is.', reason },
  ]);
});

test('a capacity that another service keeps cannot be asked for before a decision', () => {
  const plan: ProductPlan = {
    ...gymPlan,
    services: ['classes', 'bookings'].map((name) => ({ name, title: name, domain: name, because: 'It is.' })),
    subjects: gymPlan.subjects.map((subject) => ({
      ...subject,
      service: subject.name === 'class' ? 'classes' : 'bookings',
    })),
  };
  const [, bookings] = designBlueprint(plan, 'typescript').services;
  expect(bookings?.aggregates[0]?.fields.find(({ name }) => name === 'classId')?.type).toEqual({
    kind: 'reference',
    aggregate: 'Class',
    service: 'classes',
  });
  expect(designBlueprint(plan, 'typescript').unrealised).toContainEqual({
    id: 'R3',
    text: 'A class has at most as many open bookings as its capacity.',
    reason: 'classes keeps the capacity; bookings cannot ask another service before it decides.',
  });
});

test('a reaction that cannot find what it moves is told with its reason', () => {
  const plan: ProductPlan = {
    ...bookshopPlan,
    reactions: bookshopPlan.reactions.map((reaction) =>
      reaction.id === 'W10' ? { ...reaction, does: { kind: 'move', subject: 'book', to: 'sold' } } : reaction,
    ),
  };
  expect(designBlueprint(plan, 'typescript').unrealised).toEqual([
    {
      id: 'R5',
      text: 'When its shipment is dispatched, an order is shipped.',
      reason: 'Nothing leads a book to sold.',
    },
  ]);
});

test('a rule about changes lets things be changed', () => {
  const [window] = gymPlan.rules.filter(({ kind }) => kind === 'window');
  const { services, unrealised } = gymWith({ ...window!, verbs: ['change'] } as ProductPlan['rules'][number]);
  expect(services[0]?.useCases.map(({ name }) => name)).toContain('changeBooking');
  expect(services[0]?.aggregates[1]?.rules).toMatchObject([{ kind: 'guard', useCases: ['changeBooking'] }]);
  expect(unrealised.filter(({ id }) => id === 'R5')).toEqual([]);
});

test('a story that nothing can be designed for is told with its reason', () => {
  const plan = structuredClone(loyaltyPlan);
  plan.subjects[0]!.ledger!.moves.pop();
  expect(designBlueprint(plan, 'typescript').unrealised).toEqual([
    {
      id: 'R3',
      text: 'Redeem points.',
      reason: 'The plan says nothing of an account that would let a service do it.',
    },
  ]);
});
