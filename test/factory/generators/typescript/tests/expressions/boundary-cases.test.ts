import { expect, it } from 'vitest';

import type { Expression } from '../../../../../../factory/domain/expression.ts';
import { boundaryCases } from '../../../../../../factory/generators/typescript/tests/expressions/boundary-cases.ts';
import { valueIn } from '../../../../../../factory/generators/typescript/tests/expressions/evaluate.ts';
import { nearMisses } from '../../../../../../factory/generators/typescript/tests/expressions/near-misses.ts';
import type {
  Place,
  World,
} from '../../../../../../factory/generators/typescript/tests/expressions/world.ts';
import * as b from '../../../../fixtures/blueprints/build.ts';
import { gymBlueprint } from '../../../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../../../fixtures/blueprints/invoices.ts';

const placeIn = (blueprint: typeof gymBlueprint, name: string): Place => {
  const [service] = blueprint.services;
  const aggregate = service?.aggregates.find((candidate) => candidate.name === name);
  if (!service || !aggregate) throw new Error(`There is no ${name}.`);
  return { service, aggregate, input: [] };
};

const booking = placeIn(gymBlueprint, 'Booking');
const invoice = placeIn(invoicesBlueprint, 'Invoice');

const bookingWorld: World = {
  now: '2026-02-01T00:00:00.000Z',
  fields: { id: 'x', member: 'mia', classId: 'c', status: 'open' },
  related: { classId: { name: 'Yoga', capacity: 12, startsAt: '2026-03-02T18:00:00.000Z' } },
  input: {},
};
const invoiceWorld = (status: string, extra: object = {}): World => ({
  now: '2026-02-01T00:00:00.000Z',
  fields: {
    id: 'x',
    number: '1',
    customer: 'Ada',
    status,
    lines: [{ description: 'Paper', quantity: 3, unitPrice: 1.35 }],
    ...extra,
  },
  related: {},
  input: {},
});

const guard = b.atMost(b.now, {
  op: 'earlier',
  than: b.related('classId', 'startsAt'),
  by: { amount: 2, unit: 'hour' },
});

it('stands at the bound and a millisecond at either side of it', () => {
  const cases = boundaryCases(guard, booking, [bookingWorld]);
  expect(cases.map(({ world, value }) => [world.now, value])).toEqual([
    ['2026-03-02T15:59:59.999Z', true],
    ['2026-03-02T16:00:00.000Z', true],
    ['2026-03-02T16:00:00.001Z', false],
  ]);
});

it('steps by one where a number is compared', () => {
  const holds: Expression = { op: 'less', left: b.related('classId', 'capacity'), right: b.literal(20) };
  const cases = boundaryCases(holds, booking, [bookingWorld]);
  expect(cases.map(({ world, value }) => [world.related['classId']?.['capacity'], value])).toEqual([
    [19, true],
    [20, false],
    [21, false],
  ]);
});

it('makes only worlds that are possible', () => {
  const cases = boundaryCases(guard, booking, [bookingWorld], (world) => world.now === bookingWorld.now);
  expect(new Set(cases.map(({ world }) => world.now))).toEqual(new Set([bookingWorld.now]));
});

const total: Expression = {
  op: 'sum',
  over: 'lines',
  of: b.multiply(b.field('quantity'), b.field('unitPrice')),
};
const overdue = b.and(
  b.equal(b.field('status'), b.literal('sent')),
  b.atLeast(b.now, { op: 'later', than: b.field('sentAt'), by: { amount: 30, unit: 'day' } }),
);
const states = [
  invoiceWorld('drafted'),
  invoiceWorld('sent', { sentAt: '2026-01-20T00:00:00.000Z' }),
  invoiceWorld('paid', { sentAt: '2026-01-20T00:00:00.000Z' }),
];

it.each<[string, Expression, Place, World[]]>([
  ['a guard', guard, booking, [bookingWorld]],
  ['a sum of products', total, invoice, states],
  ['a state and a time', overdue, invoice, states],
  [
    'parts that are counted',
    { op: 'at-least', left: { op: 'count', over: 'lines' }, right: b.literal(2) },
    invoice,
    states,
  ],
  [
    'parts that meet a condition',
    {
      op: 'sum',
      over: 'lines',
      of: b.field('quantity'),
      where: { op: 'greater', left: b.field('unitPrice'), right: b.literal(1) },
    },
    invoice,
    states,
  ],
  ['what is not', { op: 'not', operand: b.equal(b.field('status'), b.literal('paid')) }, invoice, states],
])('tells %s from what is wrong in one place', (_name, expression, place, worlds) => {
  const cases = boundaryCases(expression, place, worlds);
  const untold = nearMisses(expression).filter((wrong) =>
    cases.every(({ world, value }) => JSON.stringify(valueIn(wrong, place, world)) === JSON.stringify(value)),
  );
  expect(untold).toEqual([]);
});

it('says what an expression comes to in each world', () => {
  for (const { world, value } of boundaryCases(total, invoice, states))
    expect(value).toBe(valueIn(total, invoice, world));
});
