import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { makeProject } from '../e2e/support/served-factory.ts';
import { factoryMeanwhile, resultOf, root, treeOf } from '../e2e/support/factory-cli.ts';
import { repositoriesOf } from '../loopback/azure-devops/git/repository.ts';
import { KEY, startAzureWorld, type AzureWorld } from './support/azure-world.ts';
import { startCagedHost, type CagedHost } from './support/caged-host.ts';
import { figure } from './support/figures.ts';
import { unpack } from './support/unpacked.ts';

const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

let folder: string;
let world: AzureWorld;
let host: CagedHost;
let result: RunResult;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'factory-azure-solution-'));
  const zip = join(folder, 'factory.zip');
  execFileSync(process.execPath, [join(root, 'scripts/package.ts'), '--output', zip], { cwd: root });
  unpack(zip, join(folder, 'app'));
  world = await startAzureWorld();
  host = await startCagedHost(folder, world.settings);
  const began = performance.now();
  result = await makeProject(host.url, BOOKSHOP, { 'x-api-key': KEY });
  figure(`bookshop over all Azure adapters in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
});

afterAll(async () => {
  await host?.stop();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const trees = (): Record<string, string> => {
  const project = world.devOps.state.organizations.get('connectsoft')!.projects.get('factory')!;
  return Object.fromEntries(
    [...repositoriesOf(project).values()].map(({ name, refs, store }) => [
      name,
      store.commits.get(refs.get('refs/heads/main')!)!.treeId,
    ]),
  );
};

describe('several services over all Azure adapters', () => {
  it('completes and serves every requirement', () => {
    const { status, requirements, services } = result;
    expect([status, host.errors()]).toEqual(['completed', '']);
    expect(services.map(({ name }) => name).toSorted()).toEqual([
      'catalogue',
      'orders',
      'payments',
      'shipping',
    ]);
    expect(requirements).toMatchObject({ served: requirements.total, unrealised: [] });
  });

  it('commits the very trees that the embedded platform commits', async () => {
    const answer = await factoryMeanwhile('run', BOOKSHOP, '--json', '--workspace', join(folder, 'embedded'));
    expect(answer.exitCode, answer.stderr).toBe(0);
    const { services, repositories } = resultOf(answer);
    const embedded = [...services, ...repositories].map(({ repository }) => [
      repository
        .split('/')
        .at(-1)!
        .replace(/\.git$/, ''),
      treeOf(repository),
    ]);
    expect(embedded.length).toBe(6);
    expect(trees()).toEqual(Object.fromEntries(embedded));
    figure(`${embedded.length} repositories with the same trees as the embedded platform’s`);
  });
});
