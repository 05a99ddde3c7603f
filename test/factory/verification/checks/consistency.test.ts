import { expect, it } from 'vitest';

import { AGREEMENT_KINDS } from '../../../../factory/verification/checks/consistency/agreement.ts';
import { agreementsOf, checkConsistency } from '../../../../factory/verification/checks/consistency.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { deliveredRepository, planted } from '../fixtures/delivered-repository.ts';

const [, orders, payments] = bookshopBlueprint.services;
const rates = await deliveredRepository(ratesBlueprint.services[0]!, ratesBlueprint);
const ordersFiles = await deliveredRepository(orders!, bookshopBlueprint);
const paymentsFiles = await deliveredRepository(payments!, bookshopBlueprint);

const repositories = { rates, orders: ordersFiles, payments: paymentsFiles };

it.each(Object.entries(repositories))('finds code, delivery and documents of %s in agreement', (_, files) => {
  const inspection = checkConsistency(files);
  expect(inspection.findings).toEqual([]);
  expect(inspection.inspected).toBeGreaterThan(300);
  expect(inspection.remark).toMatch(/^ports \d+, names \d+, settings \d+/);
  const kinds = new Set(agreementsOf(files).map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual([...AGREEMENT_KINDS].toSorted());
});

const BASE = 'deploy/kubernetes/base';
const DEV = 'deploy/kubernetes/overlays/dev';
const MAIN = 'deploy/bicep/main.bicep';
const CONFIGURATION = 'src/infrastructure/configuration.ts';

type Planted = [
  rule: string,
  repository: keyof typeof repositories,
  path: string,
  text: string,
  wrong: string,
];

it.each<Planted>([
  ['ports', 'rates', 'Dockerfile', 'EXPOSE 8080 8081', 'EXPOSE 8080'],
  ['ports', 'rates', 'Dockerfile', 'PORT=8080', 'PORT=8090'],
  ['ports', 'rates', 'Dockerfile', 'http://127.0.0.1:8080', 'http://127.0.0.1:8090'],
  ['ports', 'rates', 'compose.yaml', '8081:8081', '8081:8082'],
  ['ports', 'rates', '.devcontainer/devcontainer.json', '8080', '8085'],
  ['ports', 'rates', `${BASE}/kustomization.yaml`, 'GRPC_PORT=8081', 'GRPC_PORT=8082'],
  ['ports', 'rates', `${BASE}/deployment.yaml`, 'containerPort: 8080', 'containerPort: 8090'],
  ['ports', 'rates', `${BASE}/deployment.yaml`, 'port: http', 'port: web'],
  ['ports', 'rates', `${BASE}/network-policy.yaml`, 'port: 8081', 'port: 9091'],
  ['ports', 'rates', `${BASE}/service.yaml`, 'targetPort: http', 'targetPort: web'],
  ['ports', 'rates', 'deploy/deploy.sh', ':80/proxy', ':81/proxy'],
  ['ports', 'rates', 'docs/runbook.md', '127.0.0.1:8080', '127.0.0.1:8070'],
  ['ports', 'rates', CONFIGURATION, 'default: 8081', 'default: 9081'],
  ['names', 'rates', `${BASE}/service.yaml`, '  name: exchange-rates', '  name: rates'],
  [
    'names',
    'rates',
    `${BASE}/pod-disruption-budget.yaml`,
    'app.kubernetes.io/name: exchange-rates',
    'app: x',
  ],
  ['names', 'rates', `${BASE}/deployment.yaml`, 'name: exchange-rates-settings', 'name: settings'],
  ['names', 'rates', `${DEV}/kustomization.yaml`, 'namespace: exchange-rates', 'namespace: rates'],
  ['names', 'rates', MAIN, "serviceName = 'exchange-rates'", "serviceName = 'rates'"],
  ['names', 'rates', 'deploy/rollback.sh', 'service=exchange-rates', 'service=rates'],
  ['names', 'rates', 'package.json', '"name": "exchange-rates"', '"name": "rates"'],
  ['names', 'rates', 'docs/runbook.md', 'deployment/exchange-rates', 'deployment/rates'],
  ['settings', 'rates', `${BASE}/kustomization.yaml`, 'LOG_LEVEL=info', 'LOG_LEVELS=info'],
  ['settings', 'rates', `${BASE}/kustomization.yaml`, 'STORE=cosmos', 'STORE=postgres'],
  ['settings', 'rates', 'compose.yaml', 'LOG_LEVEL', 'LOG'],
  ['settings', 'rates', 'compose.yaml', "DEVELOPMENT_MODE: 'on'", 'DEVELOPMENT_MODE: always'],
  ['settings', 'rates', 'compose.yaml', '${OTEL_EXPORTER_OTLP_ENDPOINT:-}', 'collector:4318'],
  ['settings', 'rates', 'Dockerfile', 'DATA_DIR=', 'DATA_FOLDER='],
  ['settings', 'rates', `${DEV}/infrastructure.env`, 'COSMOS_ENDPOINT=\n', ''],
  ['settings', 'rates', MAIN, 'COSMOS_ENDPOINT:', 'COSMOS_URL:'],
  ['settings', 'rates', MAIN, 'SERVICE_BUS_NAMESPACE: messaging', 'SERVICE_BUS: messaging'],
  ['settings', 'payments', `${DEV}/infrastructure.env`, 'PAYMENT_PROVIDER_URL=\n', ''],
  ['settings', 'payments', 'pipelines/stages/deploy.yml', 'PAYMENT_PROVIDER_URL:', 'PAYMENT_URL:'],
  ['settings', 'rates', 'pipelines/stages/deploy.yml', 'ALERT_EMAIL', 'ALERT_MAIL'],
  ['settings', 'rates', 'README.md', '`GRPC_PORT`', '`RPC_PORT`'],
  [
    'settings',
    'rates',
    CONFIGURATION,
    "COSMOS_ENDPOINT: { type: 'string' }",
    "COSMOS_URL: { type: 'string' }",
  ],
  ['identities', 'rates', `${BASE}/service-account.yaml`, 'name: exchange-rates', 'name: rates'],
  ['identities', 'rates', MAIN, 'serviceAccountName: serviceName', "serviceAccountName: 'default'"],
  ['identities', 'rates', MAIN, 'kubernetesNamespace: serviceName', "kubernetesNamespace: 'default'"],
  [
    'identities',
    'rates',
    `${BASE}/deployment.yaml`,
    "workload.identity/use: 'true'",
    "workload.identity/use: 'false'",
  ],
  ['identities', 'rates', `${DEV}/kustomization.yaml`, 'data.AZURE_CLIENT_ID', 'data.CLIENT_ID'],
  ['identities', 'rates', `${DEV}/kustomization.yaml`, 'name: exchange-rates\n', 'name: rates\n'],
  ['secrets', 'rates', `${BASE}/kustomization.yaml`, 'LOG_LEVEL=info', 'SERVICE_BUS_CONNECTION=x'],
  ['secrets', 'rates', 'compose.yaml', 'LOG_LEVEL: debug', 'SERVICE_BUS_CONNECTION: x'],
  [
    'secrets',
    'rates',
    `${BASE}/deployment.yaml`,
    '- configMapRef:',
    '- secretRef: { name: payment }\n            - configMapRef:',
  ],
  ['health-paths', 'rates', `${BASE}/deployment.yaml`, '/health/ready', '/ready'],
  ['health-paths', 'rates', 'Dockerfile', '/health/ready', '/healthz'],
  ['health-paths', 'rates', 'deploy/deploy.sh', '/health/ready', '/health/up'],
  ['health-paths', 'rates', 'deploy/bicep/modules/monitoring.bicep', '/health/ready', '/health/up'],
  ['images', 'rates', `${BASE}/deployment.yaml`, 'image: exchange-rates', 'image: rates'],
  ['images', 'rates', 'pipelines/stages/scan.yml', 'repository: exchange-rates', 'repository: rates'],
  ['images', 'rates', 'pipelines/stages/deploy.yml', '/exchange-rates:', '/rates:'],
  ['images', 'rates', 'pipelines/stages/deploy.yml', ':$(Build.BuildNumber)', ':latest'],
  ['messaging', 'rates', MAIN, "topicName: 'exchange-rates-events'", "topicName: 'rates-events'"],
  ['messaging', 'rates', `${BASE}/kustomization.yaml`, 'TOPIC=exchange-rates-events', 'TOPIC=rates'],
  ['messaging', 'orders', 'deploy/bicep/modules/messaging.bicep', "  'payments-events'\n", ''],
  ['messaging', 'orders', 'deploy/bicep/modules/messaging.bicep', "'payments-events'", "'rates-events'"],
  ['messaging', 'orders', MAIN, 'subscriptionName: serviceName', "subscriptionName: 'all'"],
  [
    'messaging',
    'orders',
    'deploy/observability/alerts.json',
    '"value": "payments-events"',
    '"value": "pay-events"',
  ],
  ['messaging', 'orders', 'api/asyncapi.json', '"address": "orders-events"', '"address": "order-events"'],
  ['storage', 'rates', MAIN, 'databaseName: serviceName', "databaseName: 'rates'"],
  ['storage', 'rates', `${BASE}/kustomization.yaml`, 'DATA_DIR=/tmp/data', 'DATA_DIR=/data'],
  ['storage', 'rates', 'compose.yaml', 'data:/data', 'data:/var/data'],
  ['environments', 'rates', 'azure-pipelines.yml', 'environment: staging', 'environment: test'],
  [
    'environments',
    'rates',
    'deploy/bicep/staging.bicepparam',
    "environmentName = 'staging'",
    "environmentName = 'dev'",
  ],
  ['runtime', 'rates', '.devcontainer/devcontainer.json', '"image": "node:24', '"image": "node:22'],
  ['runtime', 'rates', 'pipelines/steps/setup.yml', '24.x', '22.x'],
  ['alerts', 'rates', 'docs/runbook.md', 'Alert `latency`', 'Alert `slow`'],
  ['alerts', 'rates', 'docs/runbook.md', '## The service answers slowly', '## It is slow'],
  ['alerts', 'rates', 'deploy/observability/alerts.json', '"id": "errors"', '"id": "failures"'],
])('finds a planted disagreement of %s (%s, %s: %s → %s)', (rule, name, path, text, wrong) => {
  const { findings } = checkConsistency(planted(repositories[name], path, text, wrong));
  expect(findings.map((finding) => finding.rule)).toContain(`consistency/${rule}`);
  for (const { suggestion } of findings) expect(suggestion).not.toBe('');
});

it('reads settings from the schema: a new one without a default must be deployed and documented', () => {
  const files = planted(
    rates,
    CONFIGURATION,
    "AZURE_CLIENT_ID: { type: 'string' },",
    "AZURE_CLIENT_ID: { type: 'string' },\n    TENANT_NAME: { type: 'string' },",
  );
  expect(checkConsistency(files).findings.map(({ message }) => message)).toEqual([
    'TENANT_NAME has no default and is not set in dev.',
    'TENANT_NAME has no default and is not set in production.',
    'TENANT_NAME has no default and is not set in staging.',
    expect.stringMatching(/^A setting is "TENANT_NAME" .*which README\.md does not know/),
  ]);
});

it('says so where a kind has nothing to compare, and fails where there is nothing', () => {
  const without = rates.filter(({ path }) => !/runbook\.md|alerts\.json/.test(path));
  expect(checkConsistency(without).findings).toContainEqual(
    expect.objectContaining({ rule: 'consistency/alerts', message: 'Nothing that says alerts was found.' }),
  );
  expect(resultOf('consistency', 0, checkConsistency([]))).toMatchObject({ status: 'failed' });
});
