import { expect, test } from 'vitest';

import { checkDeliveryPlan } from '../../../../factory/agents/devops/check-delivery-plan.ts';
import type { DeliveryPlan } from '../../../../factory/agents/devops/delivery-plan.ts';
import { alertsOf } from '../../../../factory/domain/alerts.ts';
import type { Service } from '../../../../factory/domain/blueprint.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { devopsAgent } from '../../../../factory/agents/devops/devops-agent.ts';
import { runAgent } from '../../../../factory/agents/run-agent.ts';
import { AUDIT, blueprintOf, emptyKnowledge } from '../support/run.ts';

const service = (await blueprintOf(AUDIT)).services[0]!;
const run = await runAgent(devopsAgent, service, emptyKnowledge);
if (!run.ok) throw new Error(run.failure.message);
const plan = run.output;

test('plans environments, settings, resources and alerts with their runbook', () => {
  expect({
    environments: plan.environments.map(
      ({ name, approval }) => `${name}${approval ? ' after approval' : ''}`,
    ),
    settings: plan.settings.map(({ name, source, value }) => `${name} ${value ?? source}`),
    resources: plan.resources.map(({ kind }) => kind),
    alerts: plan.alerts.map(({ name, runbook }) => `${name} ${runbook.steps.length > 0}`),
  }).toEqual({
    environments: ['dev', 'staging', 'production after approval'],
    settings: [
      'HOST 0.0.0.0',
      'PORT 8080',
      'LOG_LEVEL info',
      'OTEL_EXPORTER_OTLP_ENDPOINT infrastructure',
      'STORE cosmos',
      'COSMOS_ENDPOINT infrastructure',
      'COSMOS_DATABASE audit-trail',
      'SERVICE_BUS_NAMESPACE infrastructure',
      'SERVICE_BUS_TOPIC audit-trail-events',
      'AUTH_ISSUER infrastructure',
      'AUTH_AUDIENCE infrastructure',
      'AZURE_CLIENT_ID identity',
    ],
    resources: [
      'aks',
      'container-registry',
      'cosmos-db',
      'service-bus',
      'managed-identity',
      'key-vault',
      'log-analytics',
    ],
    alerts: alertsOf(service).map(({ id }) => `${id} true`),
  });
});

test('plans consumers, external systems and gRPC as they are delivered', async () => {
  const [, , payments] = bookshopBlueprint.services;
  const [rates] = ratesBlueprint.services;
  const planOf = async (given: Service) => {
    const answer = await runAgent(devopsAgent, given, emptyKnowledge);
    if (!answer.ok) throw new Error(answer.failure.message);
    return answer.output;
  };
  const planned = await planOf(payments!);
  expect(planned.subscriptions).toEqual([{ topic: 'orders-events', subscription: 'payments' }]);
  expect(planned.settings).toContainEqual(
    expect.objectContaining({ name: 'PAYMENT_PROVIDER_URL', source: 'pipeline' }),
  );
  expect(planned.resources.find(({ kind }) => kind === 'service-bus')?.why).toContain(
    'It reacts to orders-events.',
  );
  expect(planned.alerts.map(({ name }) => name)).toContain('dead-lettered-orders-events');
  expect((await planOf(rates!)).settings).toContainEqual(
    expect.objectContaining({ name: 'GRPC_PORT', value: '8081' }),
  );
});

const replica = plan.environments[0]!;

test.each<[string, DeliveryPlan]>([
  ['known-service', { ...plan, service: 'other' }],
  ['unique-names', { ...plan, settings: [...plan.settings, plan.settings[0]!] }],
  ['environments', { ...plan, environments: plan.environments.slice(1) }],
  ['replicas', { ...plan, environments: [{ ...replica, replicas: { minimum: 3, maximum: 1 } }] }],
  ['approval', { ...plan, environments: plan.environments.map((each) => ({ ...each, approval: false })) }],
  ['subscriptions', { ...plan, subscriptions: [{ topic: 'other-events', subscription: 'x' }] }],
  ['resources', { ...plan, resources: plan.resources.filter(({ kind }) => kind !== 'service-bus') }],
  ['settings', { ...plan, settings: [{ name: 'HOST', purpose: 'Address.', source: 'fixed' }] }],
  ['secrets', { ...plan, settings: [{ name: 'DB_PASSWORD', purpose: 'x', source: 'fixed', value: 'y' }] }],
])('finds a planted violation of %s', (rule, planted) => {
  expect(checkDeliveryPlan(planted, service).map((finding) => finding.rule)).toContain(rule);
});
