import { expect, test } from 'vitest';

import { checkEngineeringPlan } from '../../../../factory/agents/engineering/check-engineering-plan.ts';
import { engineeringAgent } from '../../../../factory/agents/engineering/engineering-agent.ts';
import type { EngineeringPlan, Unit } from '../../../../factory/agents/engineering/engineering-plan.ts';
import { runAgent } from '../../../../factory/agents/run-agent.ts';
import { knowledgeSeed } from '../../../../factory/knowledge/knowledge-seed.ts';
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
