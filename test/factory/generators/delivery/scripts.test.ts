import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';

const [, orders] = bookshopBlueprint.services;
const IMAGE = 'shared.azurecr.io/orders:20260105.1';

let folder: string;

/** A program that notes how it was called, and answers. */
const program = (name: string, answer: string): void => {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/bash\necho "${name} $*" >> ${join(folder, 'calls')}\n${answer}\n`);
  chmodSync(path, 0o755);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-test-'));
  mkdirSync(join(folder, 'bin'));
  for (const { path, content } of deliveryFiles(orders!, bookshopBlueprint)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  program('az', 'true');
  program('kubelogin', 'true');
  program('kustomize', 'true');
  // What is asked for of the infrastructure's outputs.
  program(
    'jq',
    'case "$*" in *registryServer*) echo "$REGISTRY" ;; *clusterName*) echo aks-shop ;; *) echo A=b ;; esac',
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, environment: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync('bash', [join(folder, 'deploy', script), 'dev', IMAGE], {
    encoding: 'utf8',
    env: { ...environment, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` },
  });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  return { status, stdout, stderr, calls };
};

const deployed = (image: string): void =>
  program('kubectl', `case "$*" in *"get deployment"*) echo "${image}" ;; esac`);

it.each([IMAGE, 'own.azurecr.io/orders:20260105.1'])(
  'goes back where the failed image %s reached the cluster',
  (image) => {
    deployed(image);
    const { status, stderr, calls } = run('rollback.sh');
    expect([status, stderr]).toEqual([0, '']);
    expect(calls).toContain('kubectl --namespace orders rollout undo deployment/orders');
  },
);

it.each(['own.azurecr.io/orders:20260104.3', ''])('restores nothing where "%s" runs as before', (image) => {
  deployed(image);
  const { status, stdout, calls } = run('rollback.sh');
  expect([status, stdout]).toEqual([
    0,
    `The cluster was not changed: ${image || 'nothing'} is deployed there, as before.\n`,
  ]);
  expect(calls.filter((call) => call.includes('undo'))).toEqual([]);
});

it('brings the image into the registry of the environment, which its cluster pulls from', () => {
  deployed('');
  const { status, stderr, calls } = run('deploy.sh', { REGISTRY: 'own.azurecr.io' });
  expect([status, stderr]).toEqual([0, '']);
  expect(calls).toContain(`az acr import --force --name own --source ${IMAGE} --image orders:20260105.1`);
  expect(calls).toContain('kustomize edit set image orders=own.azurecr.io/orders:20260105.1');
});

it('imports nothing where the pipeline pushed to that registry', () => {
  deployed('');
  const { calls } = run('deploy.sh', { REGISTRY: 'shared.azurecr.io' });
  expect(calls.filter((call) => call.includes('acr'))).toEqual([]);
  expect(calls).toContain(`kustomize edit set image orders=${IMAGE}`);
});

it('does not go on where the infrastructure failed', () => {
  deployed('');
  program('az', 'exit 3');
  const { status, calls } = run('deploy.sh');
  expect(status).not.toBe(0);
  expect(calls.every((call) => call.startsWith('az'))).toBe(true);
});
