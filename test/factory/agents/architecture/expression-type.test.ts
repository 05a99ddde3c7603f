import { expect, test } from 'vitest';

import { aggregateScope } from '../../../../factory/agents/architecture/expression-scope.ts';
import { expressionType } from '../../../../factory/agents/architecture/expression-type.ts';
import type { Expression } from '../../../../factory/domain/expression.ts';
import * as b from '../../fixtures/blueprints/build.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';

const [gym] = gymBlueprint.services;
const booking = gym!.aggregates.find(({ name }) => name === 'Booking')!;
const bookings = aggregateScope(booking, gym!.aggregates);
const [invoice] = invoicesBlueprint.services[0]!.aggregates;
const invoices = aggregateScope(invoice!, [invoice!]);

const day = { amount: 1, unit: 'day' } as const;
const hour = { amount: 1, unit: 'hour' } as const;
const sum = (of: string): Expression => ({ op: 'sum', over: 'lines', of: b.field(of) });

test.each<[string, Expression, string]>([
  ['a field', b.field('member'), 'text'],
  ['an id', b.field('classId'), 'id'],
  ['the own id', b.field('id'), 'id'],
  ['the state', b.field('status'), 'text'],
  ['the entry into a state', b.field('missedAt'), 'instant'],
  ['a field of what is referred to', b.related('classId', 'capacity'), 'number'],
  [
    'a comparison of moments',
    b.atMost(b.now, { op: 'earlier', than: b.related('classId', 'startsAt'), by: hour }),
    'flag',
  ],
  ['a conjunction', b.and(b.equal(b.field('status'), b.literal('open'))), 'flag'],
  ['presence', { op: 'present', operand: b.field('missedAt') }, 'flag'],
])('%s has a type', (_, expression, type) => {
  expect(expressionType(expression, bookings)).toEqual({ type, faults: [] });
});

test.each<[string, Expression, string]>([
  ['a sum over parts', sum('amount'), 'number'],
  [
    'a number of parts',
    { op: 'count', over: 'lines', where: b.atLeast(b.field('quantity'), b.literal(2)) },
    'number',
  ],
  ['a product', b.multiply(b.field('total'), b.literal(2)), 'number'],
])('%s has a type', (_, expression, type) => {
  expect(expressionType(expression, invoices)).toEqual({ type, faults: [] });
});

test.each<[string, Expression, string]>([
  ['an unknown field', b.field('colour'), 'field colour does not exist'],
  ['an unknown reference', b.related('member', 'name'), 'field of what member names, name does not exist'],
  ['an unknown input', { op: 'input', name: 'reason' }, 'input reason does not exist'],
  ['an event outside of a reaction', b.event('total'), 'value of the event total does not exist'],
  ['words that are added', b.multiply(b.field('member'), b.literal(2)), 'text stands where number is needed'],
  ['a number beside a moment', b.atMost(b.now, b.literal(3)), 'instant and number do not go together'],
  ['a day beside a moment', b.atMost(b.now, { op: 'today' }), 'instant and date do not go together'],
  ['hours of a day', { op: 'later', than: { op: 'today' }, by: hour }, 'a date has no hours'],
  [
    'days of a number',
    { op: 'later', than: b.literal(1), by: day },
    'number stands where instant or date is needed',
  ],
  ['a state that there is not', b.equal(b.field('status'), b.literal('asleep')), 'status is never asleep'],
  ['a negated word', { op: 'not', operand: b.field('member') }, 'text stands where flag is needed'],
  ['a list that there is not', { op: 'count', over: 'lines' }, 'list lines does not exist'],
])('%s is a fault', (_, expression, fault) => {
  expect(expressionType(expression, bookings)).toEqual({ faults: [fault] });
});

test('parts know their own fields only', () => {
  expect(expressionType(sum('total'), invoices)).toEqual({ faults: ['field total does not exist'] });
  expect(expressionType(sum('description'), invoices)).toEqual({
    faults: ['text stands where number is needed'],
  });
});
