import { expect, it } from 'vitest';

import { policyFindings } from '../../../../factory/verification/checks/kubernetes-policy.ts';
import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { auditBlueprint } from '../../generators/fixtures/audit-blueprint.ts';
import { planted } from '../fixtures/delivered-repository.ts';

const files = deliveryFiles(auditBlueprint.services[0]!, auditBlueprint);
const BASE = 'deploy/kubernetes/base';
const DEPLOYMENT = `${BASE}/deployment.yaml`;

it('accepts the manifests of a generated service', () => {
  expect(policyFindings(files)).toEqual([]);
});

it.each([
  ['probes', DEPLOYMENT, 'readinessProbe:', 'preparednessProbe:'],
  ['probes', DEPLOYMENT, 'livenessProbe:', 'lifeProbe:'],
  ['probes', DEPLOYMENT, 'startupProbe:', 'beginProbe:'],
  ['resources', DEPLOYMENT, 'cpu: 100m', 'disk: 100m'],
  ['resources', DEPLOYMENT, 'limits:', 'bounds:'],
  ['pod-security', DEPLOYMENT, 'runAsNonRoot: true', 'runAsNonRoot: false'],
  ['pod-security', DEPLOYMENT, 'RuntimeDefault', 'Unconfined'],
  ['pod-security', DEPLOYMENT, 'automountServiceAccountToken: false', 'hostNetwork: true'],
  ['pod-security', DEPLOYMENT, 'allowPrivilegeEscalation: false', 'privileged: true'],
  ['pod-security', DEPLOYMENT, 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
  ['pod-security', DEPLOYMENT, "drop: ['ALL']", "drop: ['NET_RAW']"],
  ['pod-security', DEPLOYMENT, 'emptyDir:', 'hostPath:'],
  ['network-policy', `${BASE}/network-policy.yaml`, '    - Egress\n', ''],
  ['network-policy', `${BASE}/network-policy.yaml`, 'kind: NetworkPolicy', 'kind: Other'],
  ['network-policy', `${BASE}/network-policy.yaml`, '- ports:', '- to: []\n      other:'],
  ['disruption-budget', `${BASE}/pod-disruption-budget.yaml`, 'maxUnavailable: 1', 'other: 1'],
  ['autoscaling', `${BASE}/horizontal-pod-autoscaler.yaml`, 'metrics:', 'measures:'],
  [
    'autoscaling',
    'deploy/kubernetes/overlays/production/horizontal-pod-autoscaler.yaml',
    'maxReplicas: 10',
    'maxReplicas: 1',
  ],
  ['namespace', `${BASE}/namespace.yaml`, 'enforce: restricted', 'enforce: baseline'],
  ['secrets', DEPLOYMENT, 'envFrom:', 'env: [{ name: DB_PASSWORD, value: x }]\n          envFrom:'],
  ['secrets', `${BASE}/service-account.yaml`, 'kind: ServiceAccount', 'kind: Secret\nstringData: { a: b }'],
  [
    'secrets',
    `${BASE}/kustomization.yaml`,
    'configMapGenerator:',
    'secretGenerator: []\nconfigMapGenerator:',
  ],
])('finds a planted violation of %s in %s (%s)', (rule, path, text, wrong) => {
  const found = policyFindings(planted(files, path, text, wrong));
  expect(found.map((finding) => finding.rule)).toContain(`kubernetes/${rule}`);
});
