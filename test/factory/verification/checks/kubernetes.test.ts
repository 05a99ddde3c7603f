import { expect, it } from 'vitest';

import { checkKubernetes } from '../../../../factory/verification/checks/kubernetes.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';

const base = 'deploy/kubernetes/base';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: audit-trail
spec:
  selector:
    matchLabels: { app: audit-trail }
  template:
    metadata:
      labels: { app: audit-trail }
    spec:
      containers:
        - name: service
          image: audit-trail
          ports: [{ containerPort: 8080, name: http }]
          resources:
            requests: { cpu: 100m, memory: 128Mi }
          securityContext:
            readOnlyRootFilesystem: true
`;

const clean: Record<string, string> = {
  [`${base}/deployment.yaml`]: deployment,
  [`${base}/service.yaml`]:
    'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n  ports: [{ port: 80, targetPort: http }]\n',
  [`${base}/kustomization.yaml`]:
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [deployment.yaml, service.yaml]\n',
  'deploy/kubernetes/overlays/dev/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../../base]\npatches: [{ path: replicas.yaml }]\n',
  'deploy/kubernetes/overlays/dev/replicas.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: audit-trail }\nspec: { replicas: 1 }\n',
};

/** What `kubernetes-policy.test.ts` is about; the manifests here are as small as their schemas allow. */
const POLICY = new Set(
  ['probes', 'resources', 'pod-security', 'network-policy', 'disruption-budget', 'autoscaling'].map(
    (rule) => `kubernetes/${rule}`,
  ),
);

it('holds manifests against the policy, too', () => {
  const files = Object.entries(clean).map(([path, content]) => ({ path, content }));
  const rules = checkKubernetes(files).findings.map(({ rule }) => rule);
  expect([...POLICY].filter((rule) => !rules.includes(rule))).toEqual([]);
});

const findings = (changes: Record<string, string | undefined> = {}) =>
  checkKubernetes(
    Object.entries({ ...clean, ...changes }).flatMap(([path, content]) =>
      content === undefined ? [] : [{ path, content }],
    ),
  )
    .findings.filter(({ rule }) => !POLICY.has(rule))
    .map(({ rule, message }) => `${rule} ${message}`);

it('accepts manifests of the kinds that are known', () => {
  expect(findings()).toEqual([]);
});

it.each([
  ['readOnlyRootFilesystem', 'readOnlyRootFileSystem', 'unknown field "readOnlyRootFileSystem"'],
  ['cpu: 100m', 'cpu: 100mm', 'must match format "quantity"'],
  ['containerPort: 8080', 'containerPort: http', 'must be integer'],
  ['  selector:\n    matchLabels: { app: audit-trail }\n', '', "must have required property 'selector'"],
  ['image: audit-trail', 'imagePolicy: x', 'unknown field "imagePolicy"'],
])('refuses a deployment with %s as %s', (text, wrong, message) => {
  const found = findings({ [`${base}/deployment.yaml`]: deployment.replace(text, wrong) });
  expect(found.join('\n')).toContain(message);
});

it('refuses an unknown kind, and a manifest without name or spec', () => {
  const file = `${base}/service.yaml`;
  expect(findings({ [file]: 'apiVersion: v1\nkind: Servise\nmetadata: { name: a }\n' })).toEqual([
    'kubernetes/kind v1 Servise is no kind that is known here.',
  ]);
  expect(findings({ [file]: 'apiVersion: v1\nkind: Service\n' })).toEqual([
    'kubernetes/name The Service has no name.',
    'kubernetes/spec The Service has no spec.',
  ]);
});

it('refuses an unknown field in a kustomization and in a patch', () => {
  const overlay = 'deploy/kubernetes/overlays/dev';
  const kustomization = clean[`${overlay}/kustomization.yaml`]!;
  expect(findings({ [`${overlay}/kustomization.yaml`]: `${kustomization}resource: []\n` })).toEqual([
    'kubernetes/schema Kustomization: / unknown field "resource"',
  ]);
  const patch = clean[`${overlay}/replicas.yaml`]!.replace('replicas', 'replica');
  expect(findings({ [`${overlay}/replicas.yaml`]: patch })).toEqual([
    'kubernetes/schema Deployment: /spec unknown field "replica"',
  ]);
});

it('refuses resources and patches that do not exist, and broken YAML', () => {
  expect(findings({ [`${base}/service.yaml`]: '- a\n' })).toContain(
    'kubernetes/document A document of the file is no object.',
  );
  expect(findings({ [`${base}/service.yaml`]: undefined })).toEqual([
    `kubernetes/resource ${base}/service.yaml does not exist.`,
  ]);
  expect(findings({ 'deploy/kubernetes/overlays/dev/replicas.yaml': undefined })).toEqual([
    'kubernetes/patch deploy/kubernetes/overlays/dev/replicas.yaml does not exist.',
  ]);
  expect(findings({ [`${base}/service.yaml`]: 'a: [1' })[0]).toMatch(/^kubernetes\/yaml /);
});

it('fails where there are no manifests', () => {
  expect(resultOf('kubernetes', 0, checkKubernetes([]))).toMatchObject({ status: 'failed', inspected: 0 });
});
