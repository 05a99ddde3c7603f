import { expect, test } from 'vitest';

import {
  checkBlueprint,
  structureFindings,
} from '../../../../factory/agents/architecture/check-blueprint.ts';
import { designBlueprint } from '../../../../factory/agents/architecture/design-blueprint.ts';
import type { Aggregate, Blueprint, Service, UseCase } from '../../../../factory/domain/blueprint.ts';
import type { ProcessPath } from '../../../../factory/domain/process.ts';
import type { Reaction } from '../../../../factory/domain/reaction.ts';
import * as b from '../../fixtures/blueprints/build.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { bookshopPlan } from '../../fixtures/plans/bookshop.ts';
import { gymPlan } from '../../fixtures/plans/gym.ts';
import { ratesPlan } from '../../fixtures/plans/rates.ts';

const inService =
  (blueprint: Blueprint, named: string) =>
  (change: (service: Service) => Partial<Service>): Blueprint => ({
    ...blueprint,
    services: blueprint.services.map((service) =>
      service.name === named ? { ...service, ...change(service) } : service,
    ),
  });
const withAggregate = (
  blueprint: Blueprint,
  service: string,
  name: string,
  change: (aggregate: Aggregate) => Partial<Aggregate>,
) =>
  inService(
    blueprint,
    service,
  )(({ aggregates }) => ({
    aggregates: aggregates.map((each) => (each.name === name ? { ...each, ...change(each) } : each)),
  }));
const withUseCase = (blueprint: Blueprint, service: string, name: string, change: Partial<UseCase>) =>
  inService(
    blueprint,
    service,
  )(({ useCases }) => ({
    useCases: useCases.map((each) => (each.name === name ? ({ ...each, ...change } as UseCase) : each)),
  }));
const withReaction = (service: string, name: string, change: (reaction: Reaction) => Partial<Reaction>) =>
  inService(
    bookshopBlueprint,
    service,
  )(({ reactions }) => ({
    reactions: reactions.map((each) => (each.name === name ? { ...each, ...change(each) } : each)),
  }));
const doing = (service: string, name: string, change: object) =>
  withReaction(service, name, ({ does }) => ({ does: { ...does, ...change } as Reaction['does'] }));
const onPath = (change: (path: ProcessPath) => Partial<ProcessPath>): Blueprint => ({
  ...bookshopBlueprint,
  processes: bookshopBlueprint.processes.map((process) => ({
    ...process,
    paths: process.paths.map((path) => ({ ...path, ...change(path) })),
  })),
});
const booking = (change: (aggregate: Aggregate) => Partial<Aggregate>) =>
  withAggregate(gymBlueprint, 'gym', 'Booking', change);
const invoice = (change: (aggregate: Aggregate) => Partial<Aggregate>) =>
  withAggregate(invoicesBlueprint, 'invoices', 'Invoice', change);
const renamed = (from: string, to: string) => (aggregate: Aggregate) => ({
  fields: aggregate.fields.map((field) => (field.name === from ? { ...field, name: to } : field)),
});
const derivedBy = (name: string, derived: Aggregate['fields'][number]['derived']) =>
  invoice(({ fields }) => ({
    fields: fields.map((field) => (field.name === name ? { ...field, derived } : field)),
  }));
const ruled = (index: number, change: object) =>
  booking(({ rules }) => ({
    rules: rules.map((rule, place) => (place === index ? ({ ...rule, ...change } as typeof rule) : rule)),
  }));
const lived = (change: Partial<NonNullable<Aggregate['lifecycle']>>) =>
  booking(({ lifecycle }) => ({ lifecycle: { ...lifecycle!, ...change } }));

test.each([gymBlueprint, invoicesBlueprint, loyaltyBlueprint, ratesBlueprint, bookshopBlueprint])(
  'a sound blueprint has no finding: $title',
  (blueprint) => {
    expect(structureFindings(blueprint)).toEqual([]);
  },
);

test.each<[string, string, Blueprint]>([
  ['own-fields', 'a field called as the state', booking(renamed('member', 'status'))],
  ['own-fields', 'a field called as an entry', booking(renamed('member', 'missedAt'))],
  [
    'own-fields',
    'a field called as the balance',
    withAggregate(loyaltyBlueprint, 'loyalty', 'Account', renamed('member', 'balance')),
  ],
  [
    'own-fields',
    'a field called as the entries',
    withAggregate(loyaltyBlueprint, 'loyalty', 'Account', renamed('member', 'entries')),
  ],
  ['unique-names', 'a rule twice', booking(({ rules }) => ({ rules: [...rules, rules[0]!] }))],
  [
    'unique-names',
    'a reaction twice',
    inService(bookshopBlueprint, 'orders')(({ reactions }) => ({ reactions: [...reactions, reactions[0]!] })),
  ],
  [
    'unique-names',
    'an amount and an input of one name',
    withUseCase(loyaltyBlueprint, 'loyalty', 'earnPoints', {
      input: [{ ...loyaltyBlueprint.services[0]!.aggregates[0]!.fields[0]!, name: 'points' }],
    }),
  ],
  ['unique-names', 'a role twice', withUseCase(gymBlueprint, 'gym', 'cancelBooking', { roles: ['a', 'a'] })],
  [
    'unique-names',
    'two transitions on one path',
    withUseCase(gymBlueprint, 'gym', 'attendBooking', { verb: 'cancel' }),
  ],
  [
    'known-aggregate',
    'a reference to nothing',
    booking(({ fields }) => ({
      fields: fields.map((field) =>
        field.type.kind === 'reference' ? { ...field, type: { ...field.type, aggregate: 'Nothing' } } : field,
      ),
    })),
  ],
  ['known-part', 'a list of nothing', invoice(() => ({ children: [] }))],
  ['expression', 'a formula over an unknown field', derivedBy('total', b.field('nothing'))],
  ['expression', 'a formula of another type', derivedBy('total', b.now)],
  ['expression', 'a formula over itself', derivedBy('total', b.multiply(b.field('total'), b.literal(2)))],
  [
    'expression',
    'an effect on an unknown field',
    withUseCase(gymBlueprint, 'gym', 'cancelBooking', { effects: [{ field: 'nothing', value: b.now }] }),
  ],
  ['known-state', 'an unknown initial state', lived({ initial: 'asleep' })],
  [
    'known-state',
    'a transition into an unknown state',
    withUseCase(gymBlueprint, 'gym', 'cancelBooking', { to: 'asleep' }),
  ],
  [
    'reachable-state',
    'a state that nothing leads to',
    withUseCase(gymBlueprint, 'gym', 'missBooking', { to: 'attended' }),
  ],
  [
    'timeout',
    'a timeout that a caller would have to do',
    lived({ timeouts: [{ state: 'open', after: { amount: 1, unit: 'day' }, useCase: 'missBooking' }] }),
  ],
  ['rule', 'a limit per unknown field', ruled(0, { per: ['nothing'] })],
  ['rule', 'a limit in an unknown state', ruled(1, { states: ['asleep'] })],
  ['rule', 'a limit by a text', ruled(0, { maximum: { reference: 'classId', field: 'name' } })],
  [
    'rule',
    'a guard that compares what cannot be compared',
    ruled(2, { holds: b.atMost(b.now, b.literal(1)) }),
  ],
  ['rule', 'a guard of nothing', ruled(2, { useCases: ['sellBooking'] })],
  ['rule', 'a block after an unknown state', ruled(3, { state: 'asleep' })],
  [
    'owner',
    'an owner who is no text',
    withUseCase(gymBlueprint, 'gym', 'cancelBooking', { owner: 'classId' }),
  ],
  [
    'ledger',
    'a ledger without account',
    withAggregate(loyaltyBlueprint, 'loyalty', 'Account', () => ({ ledger: undefined })),
  ],
  [
    'append-only',
    'a ledger that is changed',
    inService(
      loyaltyBlueprint,
      'loyalty',
    )(({ useCases }) => ({
      useCases: [
        ...useCases,
        { ...useCases[1]!, kind: 'remove', name: 'removeAccount', emits: [] } as UseCase,
      ],
    })),
  ],
  [
    'reservable',
    'a stock of text',
    withAggregate(bookshopBlueprint, 'catalogue', 'Book', () => ({ reservable: { field: 'title' } })),
  ],
  [
    'reaction',
    'an event that nobody publishes',
    withReaction('orders', 'payOrderOnPaymentReceived', () => ({ event: 'PaymentLost' })),
  ],
  [
    'reaction',
    'a version that nobody publishes',
    withReaction('orders', 'payOrderOnPaymentReceived', () => ({ version: 2 })),
  ],
  [
    'reaction',
    'a service that there is not',
    withReaction('orders', 'payOrderOnPaymentReceived', () => ({ from: 'bank' })),
  ],
  [
    'reaction',
    'a value that the event does not have',
    doing('orders', 'payOrderOnPaymentReceived', { path: 'nothing' }),
  ],
  [
    'reaction',
    'a field that is not there',
    doing('orders', 'payOrderOnPaymentReceived', { field: 'nothing' }),
  ],
  [
    'reaction',
    'a transition that there is not',
    doing('orders', 'payOrderOnPaymentReceived', { useCase: 'sellOrder' }),
  ],
  [
    'reaction',
    'a required field that nothing gives',
    doing('payments', 'requestPaymentOnOrderConfirmed', { input: {} }),
  ],
  [
    'reaction',
    'a value of another type',
    doing('payments', 'requestPaymentOnOrderConfirmed', {
      input: { orderId: b.event('id'), customer: b.event('customer'), amount: b.event('customer') },
    }),
  ],
  [
    'reaction',
    'a reservation by text',
    doing('catalogue', 'reserveStockOnOrderPlaced', { quantity: 'unitPrice' }),
  ],
  [
    'reaction',
    'a reservation that nobody hears of',
    doing('catalogue', 'reserveStockOnOrderPlaced', { refused: 'StockGone' }),
  ],
  ['reaction', 'an unknown system', doing('payments', 'askPaymentProvider', { system: 'Bank' })],
  [
    'reaction',
    'an answer that is no transition',
    doing('payments', 'askPaymentProvider', { accepted: 'requestPayment' }),
  ],
  [
    'external-system',
    'a system that nobody asks',
    inService(bookshopBlueprint, 'payments')(({ reactions }) => ({ reactions: reactions.slice(0, 1) })),
  ],
  [
    'event-producer',
    'an event that no reaction publishes',
    inService(bookshopBlueprint, 'catalogue')(({ reactions }) => ({ reactions: reactions.slice(0, 1) })),
  ],
  [
    'process',
    'a hop that nobody publishes',
    onPath(({ hops }) => ({ hops: [...hops, { service: 'orders', event: 'OrderLost' }] })),
  ],
  ['process', 'a hop that does not follow', onPath(({ hops }) => ({ hops: [hops[0]!, hops[2]!] }))],
  ['process', 'a first hop that it does not start with', onPath(({ hops }) => ({ hops: hops.slice(1) }))],
  ['process', 'an end that there is not', onPath(() => ({ ends: 'lost' }))],
  ['process', 'a refusal by nobody', onPath(() => ({ refusedBy: 'Bank' }))],
  [
    'process',
    'a stock that there is not',
    onPath(() => ({ restores: [{ service: 'orders', aggregate: 'Order', field: 'total' }] })),
  ],
])('finds a planted violation of %s: %s', (rule, _, planted) => {
  expect(structureFindings(planted).map((finding) => finding.rule)).toContain(rule);
});

const gym = designBlueprint(gymPlan, 'typescript');
const bookshop = designBlueprint(bookshopPlan, 'typescript');
const rates = designBlueprint(ratesPlan, 'typescript');

test('finds a rule, a reaction and an interface of the plan that were forgotten', () => {
  const unruled = withAggregate(gym, 'gym', 'Booking', ({ rules }) => ({ rules: rules.slice(1) }));
  expect(checkBlueprint(unruled, { plan: gymPlan })).toContainEqual({
    rule: 'story-served',
    message: 'Nothing in the blueprint carries out story R3.S1 (uphold).',
  });
  const unmoved = {
    ...bookshop,
    services: bookshop.services.map((service) => ({ ...service, reactions: [] })),
  };
  expect(checkBlueprint(unmoved, { plan: bookshopPlan })).toContainEqual({
    rule: 'story-served',
    message: 'Nothing in the blueprint carries out story R3.S1 (react).',
  });
  const restOnly = inService(rates, 'exchange-rates')(() => ({ interfaces: ['rest'] }));
  expect(checkBlueprint(restOnly, { plan: ratesPlan })).toContainEqual({
    rule: 'story-served',
    message: 'Nothing in the blueprint carries out story R4.S1 (connect).',
  });
});

test('what is told as unrealised need not be served', () => {
  const told = {
    ...withAggregate(gym, 'gym', 'Booking', ({ rules }) => ({ rules: rules.slice(1) })),
    unrealised: [{ id: 'R3', text: 'A class has a capacity.', reason: 'It was forgotten.' }],
  };
  expect(checkBlueprint(told, { plan: gymPlan })).toEqual([]);
});
