import { expect, test } from 'vitest';

import { checkEngineeringPlan } from '../../../../factory/agents/engineering/check-engineering-plan.ts';
import { engineeringAgent } from '../../../../factory/agents/engineering/engineering-agent.ts';
import type { EngineeringPlan, Unit } from '../../../../factory/agents/engineering/engineering-plan.ts';
import { planUnits } from '../../../../factory/agents/engineering/plan-units.ts';
import { runAgent } from '../../../../factory/agents/run-agent.ts';
import { knowledgeSeed } from '../../../../factory/knowledge/knowledge-seed.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { AUDIT, blueprintOf } from '../support/run.ts';

const service = (await blueprintOf(AUDIT)).services[0]!;
const knowledge = { query: async () => knowledgeSeed.map((entry) => ({ ...entry, why: 'all' })) };
const run = await runAgent(engineeringAgent, service, knowledge);
if (!run.ok) throw new Error(run.failure.message);
const plan = run.output;

test('plans units from the inside out', () => {
  expect(plan.units.map(({ id, folder, patterns }) => [id, folder, ...patterns])).toEqual([
    ['domain/Event', 'src/domain/event/', 'pattern/code-aggregate-factory'],
    ['domain/EventRepository', 'src/domain/event/'],
    ...['recordEvent', 'getEvent', 'searchEvents', 'exportEvents'].map((name) => [
      `application/${name}`,
      'src/application/event/',
      'pattern/code-use-case-handler',
      'pattern/idempotent-write',
    ]),
    ...['Embedded', 'Cosmos'].map((store) => [
      `infrastructure/${store}EventRepository`,
      'src/infrastructure/',
      'pattern/code-repository-contract',
      'pattern/partition-by-identity',
    ]),
    ['infrastructure/EventOutbox', 'src/infrastructure/', 'pattern/transactional-outbox'],
    [
      'api/EventController',
      'src/api/',
      'pattern/code-problem-details',
      'pattern/cursor-paging',
      'pattern/streamed-export',
    ],
  ]);
});

test('names only patterns that the knowledge base has', async () => {
  const none = await runAgent(engineeringAgent, service, { query: async () => [] });
  expect(none.ok && none.output.units.flatMap(({ patterns }) => patterns)).toEqual([]);
});

const change = (id: string, fields: Partial<Unit>): EngineeringPlan => ({
  ...plan,
  units: plan.units.map((unit) => (unit.id === id ? { ...unit, ...fields } : unit)),
});
const without = (id: string): EngineeringPlan => ({
  ...plan,
  units: plan.units.filter((unit) => unit.id !== id),
});

const paying = bookshopBlueprint.services.find(({ name }) => name === 'payments')!;
const patterns = new Set(knowledgeSeed.map(({ id }) => id));

test('plans a unit for each reaction, and a port with its adapter for each system outside', () => {
  const { units } = planUnits(paying, patterns);
  const planned = units.filter(({ kind }) =>
    ['reaction', 'external-port', 'external-adapter'].includes(kind),
  );
  expect(planned.map(({ id, folder, dependsOn }) => [id, folder, dependsOn])).toEqual([
    [
      'application/requestPaymentOnOrderConfirmed',
      'src/application/reactions/',
      ['domain/Payment', 'application/requestPayment'],
    ],
    [
      'application/askPaymentProvider',
      'src/application/reactions/',
      [
        'domain/Payment',
        'application/receivePayment',
        'application/refusePayment',
        'application/PaymentProvider',
      ],
    ],
    ['application/PaymentProvider', 'src/application/ports/', []],
    ['infrastructure/PaymentProvider', 'src/infrastructure/', ['application/PaymentProvider']],
  ]);
  expect(checkEngineeringPlan(planUnits(paying, patterns), paying)).toEqual([]);
});

test.each([
  ['reaction-complete', 'application/askPaymentProvider'],
  ['external-complete', 'infrastructure/PaymentProvider'],
])('finds a planted violation of %s', (rule, id) => {
  const { units, ...rest } = planUnits(paying, patterns);
  const planted = { ...rest, units: units.filter((unit) => unit.id !== id) };
  expect(checkEngineeringPlan(planted, paying).map((finding) => finding.rule)).toContain(rule);
});

test.each<[string, EngineeringPlan]>([
  ['known-service', { ...plan, service: 'other' }],
  ['unique-ids', { ...plan, units: [...plan.units, plan.units[0]!] }],
  ['known-unit', change('domain/Event', { dependsOn: ['domain/Nothing'] })],
  ['inward', change('domain/Event', { dependsOn: ['api/EventController'] })],
  ['aggregate-complete', without('domain/EventRepository')],
  ['use-case-complete', without('application/getEvent')],
  ['event-published', without('infrastructure/EventOutbox')],
])('finds a planted violation of %s', (rule, planted) => {
  expect(checkEngineeringPlan(planted, service).map((finding) => finding.rule)).toContain(rule);
});
