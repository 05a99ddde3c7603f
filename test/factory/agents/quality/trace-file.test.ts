import { expect, it } from 'vitest';

import { traceFile } from '../../../../factory/agents/quality/trace-file.ts';
import { requirementTraceSchema } from '../../../../factory/domain/requirement-trace.ts';
import { auditBlueprint } from '../../generators/fixtures/audit-blueprint.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { bookshopPlan } from '../../fixtures/plans/bookshop.ts';
import { gymPlan } from '../../fixtures/plans/gym.ts';
import { auditPlan } from './fixtures/audit-plan.ts';

const files = [
  { path: 'src/application/event/record-event.ts', content: 'export class RecordEvent {}' },
  { path: 'test/integration/events.test.ts', content: "it('recordEvent answers 201')" },
];

it('ties a use case to its operation, its events, its code and its tests', () => {
  const { path, content } = traceFile(auditPlan, auditBlueprint, files);
  const trace = requirementTraceSchema.parse(JSON.parse(content));
  expect(path).toBe('factory/trace.json');
  expect(trace.useCases[0]).toEqual({
    name: 'recordEvent',
    operation: 'POST /events',
    events: ['EventRecorded'],
    code: [{ path: 'src/application/event/record-event.ts', contains: 'RecordEvent' }],
    tests: [{ path: 'test/integration/events.test.ts', contains: 'recordEvent' }],
  });
});

it('ties a requirement to its stories, their use cases and their scenarios', () => {
  const trace = requirementTraceSchema.parse(JSON.parse(traceFile(auditPlan, auditBlueprint, files).content));
  const path = 'test/acceptance/r3-s1-export-events.feature';
  expect(trace.requirements[2]).toEqual({
    id: 'R3',
    text: 'Events are exported.',
    stories: [
      {
        id: 'R3.S1',
        title: 'Export events',
        useCases: ['exportEvents'],
        acceptance: [
          { path, contains: '@R3.S1' },
          { path, contains: '@R3.S1.C1' },
          { path, contains: '@R3.S1.C2' },
        ],
      },
    ],
  });
});

it('ties each service of several to its own requirements, use cases, rules and reactions', () => {
  const code = [
    {
      path: 'src/application/reactions/confirm-order-on-stock-reserved.ts',
      content: 'ConfirmOrderOnStockReserved',
    },
    { path: 'test/unit/reactions.test.ts', content: 'confirmOrderOnStockReserved payOrderOnPaymentReceived' },
  ];
  const { content } = traceFile(bookshopPlan, bookshopBlueprint, code, 'orders');
  const trace = requirementTraceSchema.parse(JSON.parse(content));
  expect(trace.requirements.map(({ id }) => id)).toEqual(['R2', 'R3', 'R4', 'R5']);
  expect(trace.useCases.map(({ name, operation }) => [name, operation])).toEqual([
    ['placeOrder', 'POST /orders'],
    ['getOrder', 'GET /orders/{orderId}'],
    ['searchOrders', 'GET /orders'],
    ['confirmOrder', undefined],
    ['payOrder', undefined],
    ['shipOrder', undefined],
    ['cancelOrder', undefined],
  ]);
  expect(trace.reactions[0]).toEqual({
    name: 'confirmOrderOnStockReserved',
    event: 'com.connectsoft.catalogue.stock-reserved.v1',
    requirementIds: ['R1'],
    code: [
      {
        path: 'src/application/reactions/confirm-order-on-stock-reserved.ts',
        contains: 'ConfirmOrderOnStockReserved',
      },
    ],
    tests: [{ path: 'test/unit/reactions.test.ts', contains: 'confirmOrderOnStockReserved' }],
  });
  // A use case is not found in the name of a reaction that begins like it.
  expect(trace.useCases.find(({ name }) => name === 'payOrder')?.tests).toEqual([]);
});

it('ties a rule to the code that upholds it', () => {
  const code = [{ path: 'src/domain/booking/booking-rules.ts', content: "'openBookingsPerMember'" }];
  const trace = requirementTraceSchema.parse(JSON.parse(traceFile(gymPlan, gymBlueprint, code).content));
  expect(trace.rules.map(({ name, code: [first] }) => [name, first])).toEqual([
    ['capacityOfClass', { path: 'src/domain/booking/booking.ts', contains: 'capacityOfClass' }],
    [
      'openBookingsPerMember',
      { path: 'src/domain/booking/booking-rules.ts', contains: 'openBookingsPerMember' },
    ],
    ['cancelUntil', { path: 'src/domain/booking/booking.ts', contains: 'cancelUntil' }],
    ['blockedAfterMisses', { path: 'src/domain/booking/booking.ts', contains: 'blockedAfterMisses' }],
  ]);
});

it('ties what only the clock does to the aggregate', () => {
  const blueprint = structuredClone(gymBlueprint);
  const [service] = blueprint.services;
  const booking = service?.aggregates.find(({ name }) => name === 'Booking');
  if (!service || !booking?.lifecycle) throw new Error('The gym has no bookings with a life cycle.');
  const [from, to] = booking.lifecycle.states.map(({ name }) => name);
  booking.lifecycle.timeouts.push({
    state: from ?? '',
    after: { amount: 3, unit: 'day' },
    useCase: 'lapseBooking',
  });
  const other = service.useCases.find(({ kind }) => kind === 'transition');
  if (other?.kind !== 'transition') throw new Error('The gym has no transition.');
  service.useCases.push({
    ...other,
    name: 'lapseBooking',
    verb: 'lapse',
    from: [from ?? ''],
    to: to ?? '',
    automatic: true,
  });
  const { content } = traceFile(gymPlan, blueprint, []);
  const trace = requirementTraceSchema.parse(JSON.parse(content));
  expect(trace.useCases.find(({ name }) => name === 'lapseBooking')?.code).toEqual([
    { path: 'src/domain/booking/booking.ts', contains: 'lapse' },
  ]);
});
