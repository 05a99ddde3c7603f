import { describe, expect, it } from 'vitest';

import type { Aggregate } from '../../../../../factory/domain/blueprint.ts';
import { evaluate, fieldsOf, rounded } from '../../../../../factory/domain/evaluate.ts';
import type { Duration } from '../../../../../factory/domain/duration.ts';
import type { Expression } from '../../../../../factory/domain/expression.ts';
import {
  expressionCode,
  negatedCode,
} from '../../../../../factory/generators/typescript/domain/expression-code.ts';
import { ownScope } from '../../../../../factory/generators/typescript/domain/scopes.ts';
import { valueCode } from '../../../../../factory/generators/typescript/domain/value-code.ts';
import * as calendar from '../../../../../factory/generators/typescript/template/libs/connectsoft/calendar.ts';
import * as decimal from '../../../../../factory/generators/typescript/template/libs/connectsoft/decimal.ts';
import { aggregateSchema } from '../../../../../factory/domain/aggregate.ts';
import * as b from '../../../fixtures/blueprints/build.ts';

const optional = { required: false };

const order: Aggregate = aggregateSchema.parse(
  b.aggregate(
    'Order',
    'Orders',
    [
      b.integer('count'),
      b.integer('extra', undefined, optional),
      b.money('price'),
      b.money('discount', optional),
      b.instant('startsAt'),
      b.instant('endsAt', optional),
      b.date('day'),
      b.date('due', optional),
      b.text('name'),
      b.text('note', optional),
      b.boolean('open'),
      b.boolean('paid', optional),
      b.list('lines', 'Line'),
    ],
    {
      children: [
        {
          name: 'Line',
          description: 'A line.',
          fields: [b.integer('quantity'), b.money('rebate', optional), b.date('from', optional)],
        },
      ],
      lifecycle: b.states('drafted', 'sent'),
    },
  ),
);

const scope = ownScope(order, 'order', 'at');
const now = '2026-03-02T18:00:00.000Z';
const { field, literal } = b;
const day = (amount: number): Duration => ({ amount, unit: 'day' });
const month: Duration = { amount: 1, unit: 'month' };

it.each<[string, Expression]>([
  [
    'order.count * (order.count + 1)',
    b.multiply(field('count'), { op: 'add', left: field('count'), right: literal(1) }),
  ],
  [
    'order.count - (order.count - 1)',
    {
      op: 'subtract',
      left: field('count'),
      right: { op: 'subtract', left: field('count'), right: literal(1) },
    },
  ],
  [
    'order.count + order.count * 2 >= -1',
    b.atLeast(
      { op: 'add', left: field('count'), right: b.multiply(field('count'), literal(2)) },
      literal(-1),
    ),
  ],
  ['rounded(order.price * 3, 9) <= 9.9', b.atMost(b.multiply(field('price'), literal(3)), literal(9.9))],
  [
    'at >= later(order.startsAt, days(30))',
    b.atLeast(b.now, { op: 'later', than: field('startsAt'), by: day(30) }),
  ],
  [
    'dayOf(at) <= earlierDay(order.day, days(1))',
    b.atMost({ op: 'today' }, { op: 'earlier', than: field('day'), by: day(1) }),
  ],
  ['at >= startOfDay(order.day)', b.atLeast(b.now, field('day'))],
  [
    'order.startsAt >= "2026-03-02T17:00:00.000Z"',
    b.atLeast(field('startsAt'), literal('2026-03-02T18:00:00+01:00')),
  ],
  ['order.endsAt !== undefined && at >= order.endsAt', b.atLeast(b.now, field('endsAt'))],
  ['order.note === "it\'s \\"x\\""', b.equal(field('note'), literal('it\'s "x"'))],
  ['order.note !== undefined', { op: 'present', operand: field('note') }],
  ['order.note === undefined', { op: 'not', operand: { op: 'present', operand: field('note') } }],
  ['order.open && order.paid === true', b.and(field('open'), field('paid'))],
  [
    '(order.open || order.count < 1) && order.status === "sent"',
    b.and(
      { op: 'or', operands: [field('open'), { op: 'less', left: field('count'), right: literal(1) }] },
      b.equal(field('status'), literal('sent')),
    ),
  ],
  [
    'order.open || order.note !== undefined && order.note !== "x"',
    { op: 'or', operands: [field('open'), { op: 'different', left: field('note'), right: literal('x') }] },
  ],
  ['sumOf(order.lines.map((line) => line.quantity))', { op: 'sum', over: 'lines', of: field('quantity') }],
  [
    'order.lines.filter((line) => line.quantity > 2).length',
    { op: 'count', over: 'lines', where: { op: 'greater', left: field('quantity'), right: literal(2) } },
  ],
])('writes %s', (code, expression) => {
  expect(expressionCode(expression, scope).code).toBe(code);
});

it('refuses to read what is not there and to divide by zero', () => {
  const read = (expression: Expression) => () => expressionCode(expression, scope);
  expect(read(field('colour'))).toThrow('An expression reads colour, which is no field there.');
  expect(read({ op: 'event', path: 'id' })).toThrow(
    'An expression reads id of an event, which is not there.',
  );
  expect(read({ op: 'divide', left: field('count'), right: literal(0) })).toThrow(
    'An expression divides by zero.',
  );
  expect(read({ op: 'count', over: 'name' })).toThrow('An expression goes through name, which is no list.');
});

const helpers = { ...calendar, ...decimal };

const run = (code: string, values: object): unknown =>
  new Function('order', 'at', ...Object.keys(helpers), `return ${code};`)(
    values,
    now,
    ...Object.values(helpers),
  ) as unknown;

/** The same numbers again and again. */
const pseudoRandom = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
};

const expressionsOf = (random: () => number) => {
  const one = <T>(...choices: (() => T)[]): T =>
    (choices[Math.floor(random() * choices.length)] ?? choices[0]!)();
  const number = (depth: number): Expression =>
    one<Expression>(
      () => field('count'),
      () => field('extra'),
      () => field('price'),
      () => field('discount'),
      () => literal(Math.floor(random() * 4) + 1),
      ...(depth > 0
        ? [
            () => ({
              op: one<'add' | 'subtract' | 'multiply' | 'divide'>(
                () => 'add',
                () => 'subtract',
                () => 'multiply',
                () => 'divide',
              ),
              left: number(depth - 1),
              right: number(depth - 1),
            }),
            () => ({
              op: one<'sum' | 'minimum' | 'maximum'>(
                () => 'sum',
                () => 'minimum',
                () => 'maximum',
              ),
              over: 'lines',
              of: one(
                () => field('quantity'),
                () => field('rebate'),
              ),
            }),
            () => ({ op: 'count' as const, over: 'lines', where: b.atLeast(field('quantity'), literal(2)) }),
          ]
        : []),
    );
  const time = (depth: number): Expression =>
    one<Expression>(
      () => b.now,
      () => field('startsAt'),
      () => field('endsAt'),
      ...(depth > 0
        ? [
            () => ({
              op: one<'later' | 'earlier'>(
                () => 'later',
                () => 'earlier',
              ),
              than: time(depth - 1),
              by: one(
                () => day(3),
                () => month,
              ),
            }),
          ]
        : []),
    );
  const date = (depth: number): Expression =>
    one<Expression>(
      () => ({ op: 'today' as const }),
      () => field('day'),
      () => field('due'),
      () => ({ op: 'minimum' as const, over: 'lines', of: field('from') }),
      ...(depth > 0
        ? [
            () => ({
              op: one<'later' | 'earlier'>(
                () => 'later',
                () => 'earlier',
              ),
              than: date(depth - 1),
              by: one(
                () => day(3),
                () => month,
              ),
            }),
          ]
        : []),
    );
  const comparison = () =>
    one<'less' | 'at-most' | 'greater' | 'at-least' | 'equal' | 'different'>(
      () => 'less',
      () => 'at-most',
      () => 'greater',
      () => 'at-least',
      () => 'equal',
      () => 'different',
    );
  const truth = (depth: number): Expression =>
    one<Expression>(
      () => field('open'),
      () => field('paid'),
      () => ({ op: comparison(), left: number(2), right: number(2) }),
      () => ({ op: comparison(), left: time(2), right: time(2) }),
      () => ({ op: comparison(), left: date(2), right: date(2) }),
      () => ({
        op: 'present' as const,
        operand: one(
          () => field('note'),
          () => field('extra'),
          () => field('name'),
        ),
      }),
      () => ({
        op: 'overlap' as const,
        start: time(0),
        end: time(1),
        otherStart: time(0),
        otherEnd: time(1),
      }),
      ...(depth > 0
        ? [
            () => ({
              op: one<'and' | 'or'>(
                () => 'and',
                () => 'or',
              ),
              operands: [truth(depth - 1), truth(depth - 1), truth(depth - 1)],
            }),
            () => ({ op: 'not' as const, operand: truth(depth - 1) }),
          ]
        : []),
    );
  return { number, truth };
};

const inCents = (value: unknown): unknown => (typeof value === 'number' ? rounded(value, 2) : value);

const full = {
  count: 3,
  extra: 2,
  price: 1.5,
  discount: 0.25,
  startsAt: '2026-03-01T18:00:00.000Z',
  endsAt: '2026-03-05T18:00:00.000Z',
  day: '2026-03-02',
  due: '2026-01-31',
  name: 'a',
  note: 'b',
  open: true,
  paid: false,
  lines: [{ quantity: 3, rebate: 0.5, from: '2026-03-01' }, { quantity: 1 }, { quantity: 2, rebate: 0.25 }],
  status: 'drafted',
};
const sparse = {
  count: 0,
  price: 0,
  startsAt: '2026-03-02T18:00:00.000Z',
  day: '2026-02-28',
  name: 'a',
  open: false,
  lines: [],
  status: 'sent',
};

describe.each([
  ['everything', full],
  ['nothing that may be absent', sparse],
])('where there is %s', (_name, values) => {
  const meant = (expression: Expression) => evaluate(expression, { field: fieldsOf(values), now });

  it('decides as expressions mean it, and the opposite where it is negated', () => {
    const { truth } = expressionsOf(pseudoRandom(7));
    for (let count = 0; count < 2_000; count += 1) {
      const expression = b.and(truth(2));
      const wanted = meant(expression) === true;
      expect(run(expressionCode(expression, scope).code, values), JSON.stringify(expression)).toBe(wanted);
      expect(run(negatedCode(expression, scope).code, values), JSON.stringify(expression)).toBe(!wanted);
    }
  });

  it('computes as expressions mean it, and nothing from what is absent', () => {
    const { number } = expressionsOf(pseudoRandom(11));
    const total = order.fields.find(({ name }) => name === 'price')!;
    for (let count = 0; count < 2_000; count += 1) {
      const expression = number(3);
      const { code, needs } = valueCode(total, expression, scope);
      const isThere = needs.every((need) => run(need, values) === true);
      const computed = isThere ? Number(run(code, values)) : undefined;
      const wanted = meant(expression);
      expect(inCents(computed), `${code} ${JSON.stringify(expression)}`).toBe(inCents(wanted));
    }
  });
});
