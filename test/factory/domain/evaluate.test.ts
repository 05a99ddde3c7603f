import { expect, it } from 'vitest';

import { evaluate, fieldsOf, rounded, withDerived } from '../../../factory/domain/evaluate.ts';
import type { Expression } from '../../../factory/domain/expression.ts';
import { transitionsTo } from '../../../factory/domain/transitions-to.ts';
import * as b from '../fixtures/blueprints/build.ts';
import { invoicesBlueprint } from '../fixtures/blueprints/invoices.ts';

const now = '2026-03-31T12:00:00.000Z';
const scope = {
  field: fieldsOf({
    n: 4,
    day: '2026-01-31',
    at: '2026-03-31T13:00:00+01:00',
    lines: [
      { kind: 'a', quantity: 2, price: 1.1 },
      { kind: 'b', quantity: 3, price: 2 },
    ],
  }),
  input: { amount: 7 },
  event: { total: 12 },
  related: (reference: string, field: string) => `${reference}.${field}`,
  now,
};
const amount = b.multiply(b.field('quantity'), b.field('price'));
const binary = (op: 'add' | 'divide', left: number, right: number): Expression => ({
  op,
  left: b.literal(left),
  right: b.literal(right),
});

it.each<[string, Expression, unknown]>([
  ['a field', b.field('n'), 4],
  ['an absent field', b.field('constructor'), undefined],
  ['an input', { op: 'input', name: 'amount' }, 7],
  ['a value of an event', b.event('total'), 12],
  ['a related value', b.related('classId', 'startsAt'), 'classId.startsAt'],
  ['today', { op: 'today' }, '2026-03-31'],
  ['a sum of numbers', binary('add', 2, 3), 5],
  ['a division by nothing', binary('divide', 2, 0), undefined],
  ['a month later', { op: 'later', than: b.field('day'), by: { amount: 1, unit: 'month' } }, '2026-02-28'],
  [
    'an hour before',
    { op: 'earlier', than: b.now, by: { amount: 1, unit: 'hour' } },
    '2026-03-31T11:00:00.000Z',
  ],
  ['instants that are one moment', b.equal(b.field('at'), b.now), true],
  ['what is not at most', b.atMost(b.field('n'), b.literal(3)), false],
  ['a comparison with what is absent', b.atLeast(b.field('none'), b.literal(0)), false],
  ['absence', { op: 'not', operand: { op: 'present', operand: b.field('none') } }, true],
  ['a sum over parts', { op: 'sum', over: 'lines', of: amount }, 8.2],
  [
    'parts that are meant',
    { op: 'count', over: 'lines', where: b.equal(b.field('kind'), b.literal('b')) },
    1,
  ],
  ['the greatest', { op: 'maximum', over: 'lines', of: b.field('quantity') }, 3],
  ['the least of none', { op: 'minimum', over: 'others', of: b.field('quantity') }, undefined],
  [
    'periods that only touch',
    {
      op: 'overlap',
      start: b.literal(1),
      end: b.literal(2),
      otherStart: b.literal(2),
      otherEnd: b.literal(3),
    },
    false,
  ],
])('evaluates %s', (_, expression, value) => {
  expect(evaluate(expression, scope)).toEqual(value);
});

it.each([
  [1.005, 2, 1.01],
  [0.5 * 2.01, 2, 1.01],
  [-2.5, 0, -3],
  [2.344, 2, 2.34],
  [19.99, 2, 19.99],
])('rounds %d half up to %d digits', (value, scale, expected) => {
  expect(rounded(value, scale)).toBe(expected);
});

const [service] = invoicesBlueprint.services;
const [invoice] = service!.aggregates;

it('derives parts first, then what is derived of them', () => {
  const lines = [{ description: 'Paper', quantity: 3, unitPrice: 1.115 }];
  const derived = withDerived(invoice!, { lines, status: 'sent', sentAt: '2026-01-01T00:00:00Z' }, { now });
  expect(derived).toMatchObject({ lines: [{ amount: 3.35 }], total: 3.35, overdue: true });
});

it('finds the shortest way to a state, and none where there is none', () => {
  expect(transitionsTo(service!, invoice!, 'paid')?.map(({ name }) => name)).toEqual([
    'sendInvoice',
    'payInvoice',
  ]);
  expect(transitionsTo(service!, invoice!, 'drafted')).toEqual([]);
  expect(transitionsTo(service!, invoice!, 'paid', ({ name }) => name !== 'sendInvoice')).toBeUndefined();
});
