import { spawnSync } from 'node:child_process';

import { expect, it } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { alertsOf } from '../../../../factory/domain/alerts.ts';
import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { fillTemplate } from '../../../../factory/generators/delivery/fill-template.ts';
import { platformDelivery } from '../../../../factory/generators/delivery/platform-delivery.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { checkKubernetes } from '../../../../factory/verification/checks/kubernetes.ts';
import { checkPipelineSchema } from '../../../../factory/verification/checks/pipeline-schema.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';

const [catalogue, orders, payments] = bookshopBlueprint.services;
const platform = await formatFiles(platformDelivery(bookshopBlueprint));
const ordersFiles = await formatFiles(deliveryFiles(orders!, bookshopBlueprint));
const paymentsFiles = await formatFiles(deliveryFiles(payments!, bookshopBlueprint));

const content = (files: readonly GeneratedFile[], path: string): string => {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`There is no ${path}.`);
  return file.content;
};

it('writes what the services share as a repository of its own', () => {
  expect(platform.map(({ path }) => path).toSorted()).toEqual([
    'CODEOWNERS',
    'azure-pipelines.yml',
    'deploy/bicep/bicepconfig.json',
    'deploy/bicep/dev.bicepparam',
    'deploy/bicep/main.bicep',
    'deploy/bicep/modules/cluster.bicep',
    'deploy/bicep/modules/messaging.bicep',
    'deploy/bicep/modules/monitoring.bicep',
    'deploy/bicep/modules/registry.bicep',
    'deploy/bicep/modules/store.bicep',
    'deploy/bicep/modules/types.bicep',
    'deploy/bicep/modules/vault.bicep',
    'deploy/bicep/production.bicepparam',
    'deploy/bicep/staging.bicepparam',
    'deploy/deploy.sh',
    'deploy/kubernetes/base/default-deny.yaml',
    'deploy/kubernetes/base/kustomization.yaml',
    'deploy/kubernetes/base/namespaces.yaml',
    'deploy/kubernetes/overlays/dev/kustomization.yaml',
    'deploy/kubernetes/overlays/production/kustomization.yaml',
    'deploy/kubernetes/overlays/staging/kustomization.yaml',
    'pipelines/stages/check.yml',
    'pipelines/stages/deploy.yml',
  ]);
  expect(content(platform, 'deploy/bicep/modules/messaging.bicep')).toContain(
    "= [\n  'catalogue-events'\n  'orders-events'\n  'payments-events'\n  'shipping-events'\n]",
  );
});

it('has a pipeline and manifests that their schemas accept', () => {
  expect(checkPipelineSchema(platform)).toMatchObject({ inspected: 3, findings: [] });
  expect(checkKubernetes(platform)).toMatchObject({ inspected: 12, findings: [] });
  expect(checkKubernetes(ordersFiles)).toMatchObject({ findings: [] });
  const broken = platform.map((file) => ({
    ...file,
    content: file.content.replace('kind: Namespace', 'kind: Room'),
  }));
  expect(checkKubernetes(broken).findings).not.toEqual([]);
});

it('leaves a service of a solution only what is its own', () => {
  const paths = ordersFiles.map(({ path }) => path);
  expect(paths).toContain('deploy/bicep/modules/database.bicep');
  expect(paths).not.toContain('deploy/bicep/modules/store.bicep');
  expect(paths).not.toContain('deploy/kubernetes/base/namespace.yaml');
  expect(content(ordersFiles, 'deploy/kubernetes/base/kustomization.yaml')).not.toContain('namespace.yaml');
  for (const environment of ['dev', 'staging', 'production'])
    expect(content(ordersFiles, `deploy/bicep/${environment}.bicepparam`)).toContain(
      `platformResourceGroup = 'online-bookshop-platform-${environment}'`,
    );
  expect(content(platform, 'deploy/deploy.sh')).toContain('platform=online-bookshop-platform\n');
});

it('subscribes a service to the topics of those whose events it reacts to, with a dead-letter queue', () => {
  const messaging = content(ordersFiles, 'deploy/bicep/modules/messaging.bicep');
  expect(messaging).toContain(
    "var producerTopics = [\n  'catalogue-events'\n  'payments-events'\n  'shipping-events'\n]",
  );
  expect(messaging).toContain('deadLetteringOnMessageExpiration: true');
  expect(alertsOf(catalogue!).map(({ id }) => id)).toContain('dead-lettered-orders-events');
});

it('hands the address of an external system from the pipeline to the process, and stops where it is not set', () => {
  expect(content(paymentsFiles, 'azure-pipelines.yml')).toContain('- name: paymentProviderUrl\n');
  expect(content(paymentsFiles, 'pipelines/stages/deploy.yml')).toContain(
    'PAYMENT_PROVIDER_URL: $(paymentProviderUrl)',
  );
  const line = content(paymentsFiles, 'deploy/deploy.sh')
    .split('\n')
    .find((text) => text.includes('PAYMENT_PROVIDER_URL'))!;
  const script = line.replace(/ >> .*/, '');
  const asked = (env: Record<string, string>) =>
    spawnSync('bash', ['-c', script], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...env } });
  expect(asked({ PAYMENT_PROVIDER_URL: 'https://pay.example' }).stdout).toBe(
    'PAYMENT_PROVIDER_URL=https://pay.example\n',
  );
  expect(asked({}).stderr).toContain('PAYMENT_PROVIDER_URL: is not set');
  expect(ordersFiles.some((file) => file.content.includes('_URL='))).toBe(false);
});

it('opens the gRPC port where the service has one, and nowhere else', () => {
  const [rates] = ratesBlueprint.services;
  const files = deliveryFiles(rates!);
  expect(content(files, 'deploy/kubernetes/base/kustomization.yaml')).toContain('- GRPC_PORT=8081');
  expect(content(files, 'deploy/kubernetes/base/deployment.yaml')).toContain('containerPort: 8081');
  expect(content(files, 'deploy/kubernetes/base/service.yaml')).toContain('port: 8081');
  expect(content(files, 'deploy/kubernetes/base/network-policy.yaml')).toContain('- port: 8081');
  expect(checkKubernetes(files).findings).toEqual([]);
  expect(ordersFiles.some((file) => file.content.includes('8081'))).toBe(false);
});

it('fills tokens in a line, lines in the place of a token, and knows every token', () => {
  const tokens = { name: 'a', lines: ['- one', '- two'], none: [] };
  expect(fillTemplate('x: __name__\n  __lines__\n  __none__\ny', tokens)).toBe('x: a\n  - one\n  - two\ny');
  expect(() => fillTemplate('__other__', tokens)).toThrow('unknown token __other__');
});
