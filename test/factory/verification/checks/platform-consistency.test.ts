import { expect, it } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { platformDelivery } from '../../../../factory/generators/delivery/platform-delivery.ts';
import { platformDocuments } from '../../../../factory/generators/documents/platform-documents.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { PLATFORM_KINDS } from '../../../../factory/verification/checks/consistency/agreement.ts';
import { checkPlatformConsistency } from '../../../../factory/verification/checks/platform-consistency.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { bookshopPlan } from '../../fixtures/plans/bookshop.ts';
import { planted } from '../fixtures/delivered-repository.ts';

const platform = await formatFiles([
  ...platformDelivery(bookshopBlueprint),
  ...platformDocuments(bookshopPlan, bookshopBlueprint),
]);
const services = await Promise.all(
  bookshopBlueprint.services.map(async (service) => ({
    name: service.name,
    files: await formatFiles(deliveryFiles(service, bookshopBlueprint)),
  })),
);

it('finds the platform of a solution in agreement with itself and with its services', () => {
  const inspection = checkPlatformConsistency(platform, services);
  expect(inspection.findings).toEqual([]);
  expect(inspection.inspected).toBeGreaterThan(80);
  expect(inspection.remark).toMatch(
    /^names \d\d, environments \d\d, resources \d\d, messaging \d\d, namespaces \d\d$/,
  );
});

const MAIN = 'deploy/bicep/main.bicep';
const BASE = 'deploy/kubernetes/base';
const MESSAGING = 'deploy/bicep/modules/messaging.bicep';
const NAME = 'online-bookshop-platform';

const rules = (files: readonly GeneratedFile[], others = services): string[] => [
  ...new Set(checkPlatformConsistency(files, others).findings.map(({ rule }) => rule)),
];

it.each([
  ['names', 'deploy/deploy.sh', `platform=${NAME}`, 'platform=shop'],
  [
    'names',
    'deploy/deploy.sh',
    '--resource-group "$platform-$environment"',
    '--resource-group "$environment"',
  ],
  ['names', MAIN, `platform: '${NAME}'`, "platform: 'shop'"],
  ['names', `${BASE}/kustomization.yaml`, `part-of: ${NAME}`, 'part-of: shop'],
  ['names', 'docs/services.md', `\`${NAME}\``, '`shop-platform`'],
  ['names', 'pipelines/stages/deploy.yml', `azureSubscription: ${NAME}`, 'azureSubscription: shop'],
  ['names', 'pipelines/stages/deploy.yml', `environment: ${NAME}`, 'environment: shop'],
  ['environments', 'azure-pipelines.yml', 'environment: staging', 'environment: test'],
  ['environments', 'deploy/bicep/dev.bicepparam', "environmentName = 'dev'", "environmentName = 'staging'"],
  ['resources', MAIN, "'cosmos-${suffix}'", "'store-${suffix}'"],
  ['resources', MAIN, "'aks-${suffix}'", "'aks-shop'"],
  [
    'resources',
    MAIN,
    'uniqueString(subscription().id, resourceGroup().name)',
    'uniqueString(resourceGroup().id)',
  ],
  ['messaging', MESSAGING, "  'orders-events'\n", ''],
  ['messaging', MESSAGING, "  'orders-events'\n", "  'orders-events'\n  'returns-events'\n"],
  ['messaging', 'docs/services.md', '- Publishes on `orders-events`', '- Publishes on `order-events`'],
  ['namespaces', `${BASE}/namespaces.yaml`, 'name: payments', 'name: payment'],
  ['namespaces', `${BASE}/default-deny.yaml`, 'namespace: payments', 'namespace: payment'],
  ['namespaces', `${BASE}/default-deny.yaml`, '    - Egress\n', ''],
  ['namespaces', `${BASE}/default-deny.yaml`, 'podSelector: {}', 'podSelector: { matchLabels: { a: b } }'],
  ['namespaces', `${BASE}/default-deny.yaml`, 'podSelector: {}', 'podSelector: {}\n  egress: [{}]'],
])('finds a planted disagreement of %s in the platform (%s: %s → %s)', (rule, path, text, wrong) => {
  expect(rules(planted(platform, path, text, wrong))).toContain(`consistency/${rule}`);
});

it.each([
  ['names', 'deploy/bicep/staging.bicepparam', `'${NAME}-staging'`, `'${NAME}-dev'`],
  ['resources', MAIN, "'sb-${suffix}'", "'bus-${suffix}'"],
  [
    'resources',
    MAIN,
    'uniqueString(subscription().id, platformResourceGroup)',
    'uniqueString(resourceGroup().id)',
  ],
  ['messaging', MAIN, "topicName: 'orders-events'", "topicName: 'order-events'"],
  ['messaging', MESSAGING, "'payments-events'", "'payment-events'"],
  ['namespaces', `${BASE}/kustomization.yaml`, 'namespace: orders', 'namespace: shop'],
])(
  'finds a service that looks for %s that the platform does not have (%s: %s → %s)',
  (rule, path, text, wrong) => {
    const others = services.map((service) =>
      service.name === 'orders' ? { ...service, files: planted(service.files, path, text, wrong) } : service,
    );
    expect(rules(platform, others)).toContain(`consistency/${rule}`);
  },
);

it.each(PLATFORM_KINDS.filter((kind) => kind !== 'environments' && kind !== 'names'))(
  'says so where nothing speaks of %s',
  (kind) => {
    const bare = (text: string) =>
      text
        .replaceAll('suffix', 'mark')
        .replaceAll('topicNames', 'others')
        .replaceAll('kind: Namespace', 'kind: Room');
    const files = platform.map((file) => ({ ...file, content: bare(file.content) }));
    const found = checkPlatformConsistency(files, []).findings;
    expect(found).toContainEqual(
      expect.objectContaining({
        rule: `consistency/${kind}`,
        message: `Nothing that says ${kind} was found.`,
      }),
    );
  },
);

it('fails where there is nothing', () => {
  expect(resultOf('consistency', 0, checkPlatformConsistency([], []))).toMatchObject({ status: 'failed' });
});
