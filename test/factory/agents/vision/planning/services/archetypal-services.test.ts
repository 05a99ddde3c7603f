import { expect, test } from 'vitest';

import { storiesOf } from '../../../../../../factory/domain/product-plan.ts';
import { visionAgent } from '../../../../../../factory/agents/vision/vision-agent.ts';
import { runAgent } from '../../../../../../factory/agents/run-agent.ts';
import { projectDefinitionSchema } from '../../../../../../factory/domain/project-definition.ts';
import { emptyKnowledge, planOf } from '../../../support/run.ts';
import { solutionOutline } from './solution-outline.ts';

const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

test('a list of parts among their neighbours becomes services with the process between them', async () => {
  expect(solutionOutline(await planOf(BOOKSHOP))).toEqual({
    services: ['catalogue', 'orders', 'payments', 'shipping'],
    things: [
      'catalogue/book: title, description?, price, stock stock stock',
      'orders/order: customer, total [placed confirmed paid shipped cancelled]',
      'payments/payment: order→order, customer, total [requested received refused]',
      'shipping/shipment: order→order, customer [prepared dispatched refused]',
    ],
    reactions: [
      'order placed > reserve book',
      'book reserved > move order confirmed',
      'book not reserved > move order cancelled',
      'order cancelled > release book',
      'order confirmed > start payment',
      'payment requested > ask payment payment provider: received/refused',
      'payment received > move order paid',
      'payment refused > move order cancelled',
      'order paid > start shipment',
      'shipment prepared > ask shipment carrier: dispatched/refused',
      'shipment dispatched > move order shipped',
    ],
    unrealised: [],
  });
});

test('what was filled in is derived, says why, and each reaction is a story that is observed', async () => {
  const plan = await planOf(BOOKSHOP);
  expect(plan.requirements.filter(({ origin, because }) => origin !== 'derived' || !because)).toEqual([]);
  for (const { because } of plan.services) expect(because).toMatch(/stands in the list .+; .+\./);
  const reacting = storiesOf(plan).filter(({ intent }) => intent === 'react');
  expect(reacting.flatMap(({ criteria }) => criteria.map(({ check }) => check))).toEqual(
    plan.reactions.map(({ id, does }) => ({ kind: 'reacted', subject: does.subject, reaction: id })),
  );
  const process = plan.requirements.at(-1);
  expect(process?.text).toBe(
    'An order that is placed goes its way through books, payments and shipments by itself, and ends cancelled or shipped.',
  );
  expect(reacting.every(({ requirementIds }) => requirementIds.includes(process?.id ?? ''))).toBe(true);
  expect(plan.externals.map(({ name }) => name)).toEqual(['payment provider', 'carrier']);
});

test('the agent records the archetypes that it filled in from, and why', async () => {
  const run = await runAgent(visionAgent, projectDefinitionSchema.parse({ text: BOOKSHOP }), emptyKnowledge);
  expect(run.ok && run.knowledge).toEqual(
    [
      ['catalogue-item', 'order and payment'],
      ['order', 'catalogue item, shipment and payment'],
      ['shipment', 'order'],
      ['payment', 'catalogue item and order'],
    ].map(([id, beside]) => ({
      id: `archetype/${id}`,
      why: `stands among the parts of the product beside ${beside}, and the text leaves open what it is`,
    })),
  );
});

test('the process has only the steps whose parts are there', async () => {
  const plan = await planOf('Create a marketplace with products, orders and deliveries');
  expect(solutionOutline(plan).reactions).toEqual([
    'order placed > reserve product',
    'product reserved > move order confirmed',
    'product not reserved > move order cancelled',
    'order cancelled > release product',
    'order confirmed > start delivery',
    'delivery prepared > ask delivery carrier: dispatched/refused',
    'delivery dispatched > move order shipped',
  ]);
});

test('what the text says of a part wins over what is usual', async () => {
  const plan = await planOf(`${BOOKSHOP}. A book has a title, an author, an ISBN and a price.`);
  expect(plan.subjects[0]?.attributes.map(({ name, origin }) => [name, origin])).toEqual([
    ['title', 'stated'],
    ['author', 'stated'],
    ['isbn', 'stated'],
    ['price', 'stated'],
    ['stock', 'derived'],
  ]);
  expect(plan.reactions).toHaveLength(11);
});

test.each([
  ['the thing itself has parts', 'Create an order with payments and shipments'],
  ['one service is asked for', 'Create a microservice for orders, payments and shipments'],
  ['the neighbours are missing', 'Manage orders, zorbles and frobs'],
  [
    'it is a list of attributes',
    'Keep a register of orders: each order has a customer, a payment and a shipment',
  ],
  ['the parts are operations', 'Build a shop log with search, export and filters'],
])('no archetype is chosen by its name alone: %s', async (_, text) => {
  const plan = await planOf(text).catch((error: Error) => error.message);
  const services = typeof plan === 'string' ? [] : plan.services.map(({ name }) => name);
  expect(services).toEqual([]);
});

test('states that the text gives win, and its bad end takes the place of the usual one', async () => {
  const plan = await planOf(`${BOOKSHOP}. An order is placed, accepted, paid or rejected.`);
  expect(plan.subjects.find(({ name }) => name === 'order')?.lifecycle?.states).toEqual([
    'placed',
    'accepted',
    'paid',
    'rejected',
  ]);
  expect(solutionOutline(plan).reactions).toEqual(
    expect.arrayContaining([
      'book not reserved > move order rejected',
      'payment refused > move order rejected',
      'order rejected > release book',
    ]),
  );
});

test('a rule of the text speaks of the states of what was filled in', async () => {
  const plan = await planOf(`${BOOKSHOP}. A customer may have at most three open orders.`);
  expect(plan.rules.find(({ kind }) => kind === 'limit')).toMatchObject({
    subject: 'order',
    per: ['customer'],
    maximum: 3,
    states: ['placed', 'confirmed', 'paid'],
  });
  expect(plan.reactions).toHaveLength(11);
});
