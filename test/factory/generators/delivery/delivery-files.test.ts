import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { readAsset } from '../../../../factory/assets.ts';
import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { alertsOf } from '../../../../factory/domain/alerts.ts';
import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { configurationFile } from '../../../../factory/generators/typescript/infrastructure/configuration-file.ts';
import { checkKubernetes } from '../../../../factory/verification/checks/kubernetes.ts';
import { checkPipelineSchema } from '../../../../factory/verification/checks/pipeline-schema.ts';
import { expandPipeline } from '../../../../platform/embedded/azure-devops/pipelines/expand-templates.ts';
import { definePipeline } from '../../../../platform/embedded/azure-devops/pipelines/pipeline-definition.ts';
import { HOSTILE, withWords } from '../documents/hostile.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { writtenTree } from './written-tree.ts';

const [service] = auditBlueprint.services;
const files = await formatFiles(deliveryFiles(service!));

const content = (path: string): string => {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`There is no ${path}.`);
  return file.content;
};

const replaced = (path: string, from: string, to: string): GeneratedFile[] => {
  expect(content(path)).toContain(from);
  return files.map((file) =>
    file.path === path ? { path, content: file.content.replaceAll(from, to) } : file,
  );
};

/** Names on the left of `=` at the start of lines or of list items. */
const settingNames = (text: string): string[] =>
  Array.from(text.matchAll(/^(?: *- )?([A-Z_]+)=/gm), ([, name]) => name ?? '');

const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

it('writes pipeline, container, infrastructure, manifests, alerts and dashboard', () => {
  expect(files.map(({ path }) => path).toSorted()).toEqual([
    '.devcontainer/devcontainer.json',
    '.dockerignore',
    'CODEOWNERS',
    'Dockerfile',
    'azure-pipelines.yml',
    'compose.yaml',
    'deploy/bicep/bicepconfig.json',
    'deploy/bicep/dev.bicepparam',
    'deploy/bicep/main.bicep',
    'deploy/bicep/modules/alerts.bicep',
    'deploy/bicep/modules/dashboard.bicep',
    'deploy/bicep/modules/identity.bicep',
    'deploy/bicep/modules/messaging.bicep',
    'deploy/bicep/modules/monitoring.bicep',
    'deploy/bicep/modules/store.bicep',
    'deploy/bicep/modules/types.bicep',
    'deploy/bicep/modules/vault.bicep',
    'deploy/bicep/production.bicepparam',
    'deploy/bicep/staging.bicepparam',
    'deploy/deploy.sh',
    'deploy/kubernetes/base/deployment.yaml',
    'deploy/kubernetes/base/horizontal-pod-autoscaler.yaml',
    'deploy/kubernetes/base/kustomization.yaml',
    'deploy/kubernetes/base/namespace.yaml',
    'deploy/kubernetes/base/network-policy.yaml',
    'deploy/kubernetes/base/pod-disruption-budget.yaml',
    'deploy/kubernetes/base/service-account.yaml',
    'deploy/kubernetes/base/service.yaml',
    'deploy/kubernetes/overlays/dev/horizontal-pod-autoscaler.yaml',
    'deploy/kubernetes/overlays/dev/infrastructure.env',
    'deploy/kubernetes/overlays/dev/kustomization.yaml',
    'deploy/kubernetes/overlays/production/horizontal-pod-autoscaler.yaml',
    'deploy/kubernetes/overlays/production/infrastructure.env',
    'deploy/kubernetes/overlays/production/kustomization.yaml',
    'deploy/kubernetes/overlays/staging/horizontal-pod-autoscaler.yaml',
    'deploy/kubernetes/overlays/staging/infrastructure.env',
    'deploy/kubernetes/overlays/staging/kustomization.yaml',
    'deploy/observability/README.md',
    'deploy/observability/alerts.json',
    'deploy/observability/dashboard.json',
    'deploy/rollback.sh',
    'pipelines/stages/build.yml',
    'pipelines/stages/deploy.yml',
    'pipelines/stages/scan.yml',
    'pipelines/stages/test.yml',
    'pipelines/steps/setup.yml',
  ]);
});

it('leaves no token of the templates behind', () => {
  expect(files.filter((file) => /__[a-z-]+__/.test(file.content)).map(({ path }) => path)).toEqual([]);
});

it('takes names only from the blueprint, so that no text of it can end a string, a command or an expression', () => {
  const [hostile] = withWords(HOSTILE).blueprint.services;
  expect(deliveryFiles(hostile!)).toEqual(deliveryFiles(service!));
});

it('holds YAML that parses', () => {
  const documents = files
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .flatMap(({ path, content: yaml }) =>
      parseAllDocuments(yaml).flatMap(({ errors }) => errors.map(({ message }) => `${path}: ${message}`)),
    );
  expect(documents).toEqual([]);
});

it('has a pipeline that its schema accepts', () => {
  expect(checkPipelineSchema(files)).toMatchObject({ inspected: 6, findings: [] });
  const broken = replaced('pipelines/stages/test.yml', 'PublishTestResults@2', 'PublishTestResult@2');
  expect(checkPipelineSchema(broken).findings).not.toEqual([]);
});

it('builds, tests, scans and deploys to three environments, in this order', () => {
  const { stages } = definePipeline(expandPipeline(writtenTree(files), 'azure-pipelines.yml'));
  expect(
    stages.map(({ name, dependsOn, jobs }) => ({
      name,
      dependsOn,
      jobs: jobs.map((job) => [job.name, job.unsupported]),
    })),
  ).toEqual([
    { name: 'Build', dependsOn: [], jobs: [['Check', undefined]] },
    { name: 'Test', dependsOn: [], jobs: [['Test', undefined]] },
    {
      name: 'Scan',
      dependsOn: ['Build', 'Test'],
      jobs: [
        ['Dependencies', undefined],
        ['Infrastructure', undefined],
        ['Image', undefined],
      ],
    },
    ...['Dev', 'Staging', 'Production'].map((environment, index, all) => ({
      name: `Deploy${environment}`,
      dependsOn: [index === 0 ? 'Scan' : `Deploy${all[index - 1]}`],
      jobs: [
        [
          'Deploy',
          `deployment job to environment audit-trail-${environment.toLowerCase()}: it needs Azure DevOps`,
        ],
      ],
    })),
  ]);
});

it('begins each job on the code with the sources, Node.js 24 and the packages of the lockfile', () => {
  const { stages } = definePipeline(expandPipeline(writtenTree(files), 'azure-pipelines.yml'));
  const [checkout, node, cache, install] = stages[1]!.jobs[0]!.steps;
  expect(checkout).toMatchObject({ checkout: 'self' });
  expect(node).toMatchObject({ task: 'NodeTool@0', inputs: { versionSpec: '24.x' } });
  expect(cache).toMatchObject({
    task: 'Cache@2',
    inputs: {
      key: 'npm | "$(Agent.OS)" | package-lock.json',
      path: '$(System.DefaultWorkingDirectory)/node_modules',
      cacheHitVar: 'NODE_MODULES_CACHED',
    },
  });
  expect(install).toMatchObject({
    script: 'npm ci --ignore-scripts',
    condition: "ne(variables.NODE_MODULES_CACHED, 'true')",
  });
});

it('has manifests that the schemas of their kinds accept', () => {
  expect(checkKubernetes(files)).toMatchObject({ inspected: 14, findings: [] });
  const broken = replaced('deploy/kubernetes/base/deployment.yaml', 'readinessProbe', 'readynessProbe');
  expect(checkKubernetes(broken).findings).not.toEqual([]);
});

it.skipIf(!kubectl)(
  `builds every overlay${kubectl ? '' : ' (not run: kubectl is not on this machine)'}`,
  () => {
    const root = writtenTree([
      ...files.filter(({ path }) => !path.endsWith('production/infrastructure.env')),
      {
        path: 'deploy/kubernetes/overlays/production/infrastructure.env',
        content: 'AZURE_CLIENT_ID=the-client\nCOSMOS_ENDPOINT=https://store/\n',
      },
    ]);
    const built = ['dev', 'staging', 'production'].map((environment) =>
      spawnSync('kubectl', ['kustomize', join(root, 'deploy/kubernetes/overlays', environment)], {
        encoding: 'utf8',
      }),
    );
    expect(built.map(({ status, stderr }) => [status, stderr])).toEqual(built.map(() => [0, '']));
    const production = parseAllDocuments(built[2]!.stdout).map((document) => document.toJS());
    expect(production).toContainEqual(
      expect.objectContaining({
        kind: 'ServiceAccount',
        metadata: expect.objectContaining({
          annotations: { 'azure.workload.identity/client-id': 'the-client' },
        }),
      }),
    );
    expect(production).toContainEqual(
      expect.objectContaining({
        kind: 'HorizontalPodAutoscaler',
        spec: expect.objectContaining({ minReplicas: 3, maxReplicas: 10 }),
      }),
    );
  },
);

/** Left to their defaults, or for development only. */
const UNSET = [
  'AUTH_JWKS_URL',
  'AUTH_NAME_CLAIM',
  'DEVELOPMENT_MODE',
  'GRPC_PORT',
  'OTEL_METRIC_EXPORT_INTERVAL',
  'OTEL_SDK_DISABLED',
  'OTEL_SERVICE_NAME',
  'OTEL_TRACES_SAMPLER_ARG',
  'REDRIVE_DEAD_LETTERS',
  'RETENTION_DAYS',
  'SCHEDULE_SECONDS',
  'SERVICE_BUS_CONNECTION',
];

it('sets every variable that the process reads, and no other', () => {
  const read = Array.from(
    configurationFile(service!).content.matchAll(/^ {2,4}([A-Z_]+): \{/gm),
    ([, name]) => name ?? '',
  );
  const base = settingNames(content('deploy/kubernetes/base/kustomization.yaml'));
  const environment = settingNames(content('deploy/kubernetes/overlays/dev/infrastructure.env'));
  expect([...base, ...environment].toSorted()).toEqual(
    read.filter((name) => !UNSET.includes(name)).toSorted(),
  );
  expect(base.length + environment.length).toBe(14);
});

it('hands over exactly the outputs of the infrastructure', () => {
  const type = /type settingsType = \{([^}]*)\}/.exec(content('deploy/bicep/main.bicep'))?.[1] ?? '';
  const outputs = Array.from(type.matchAll(/([A-Z_]+): string/g), ([, name]) => name ?? '');
  for (const environment of ['dev', 'staging', 'production'])
    expect(settingNames(content(`deploy/kubernetes/overlays/${environment}/infrastructure.env`))).toEqual(
      outputs,
    );
});

it('makes the container that the service opens', () => {
  const container = readAsset('generators/typescript/template/libs/connectsoft/cosmos-container.ts');
  const name = /containerName = '(\w+)'/.exec(container)?.[1];
  const path = /partition key path `(\/\w+)`/.exec(container)?.[1];
  const store = content('deploy/bicep/modules/store.bicep');
  expect(store).toContain(`name: '${name}'`);
  expect(store).toContain(`paths: ['${path}']`);
  expect(content('deploy/bicep/main.bicep')).toContain("topicName: 'audit-trail-events'");
});

it('has one rule for each alert', () => {
  const rules = JSON.parse(content('deploy/observability/alerts.json')) as Record<string, { id: string }[]>;
  expect(
    Object.values(rules)
      .flat()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(
    alertsOf(service!)
      .map(({ id }) => id)
      .toSorted(),
  );
});

it('watches no events where there are none', () => {
  expect(alertsOf({ ...service!, events: [] }).map(({ id }) => id)).toEqual([
    'not-ready',
    'unreachable',
    'restarts',
    'errors',
    'latency',
    'store-throttled',
  ]);
});

it.each(['deploy/deploy.sh', 'deploy/rollback.sh'])('%s is a script that bash can read', (path) => {
  const check = (script: string) => spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  expect(check(content(path))).toMatchObject({ status: 0, stderr: '' });
  expect(check(`${content(path)}\nif true; then`).status).not.toBe(0);
});
