import { beforeAll, describe, expect, it } from 'vitest';

import { changedTree, type Inspect } from '../../../../../factory/agents/fixing/delivery/change.ts';
import { repairDelivery } from '../../../../../factory/agents/fixing/delivery/repair-delivery.ts';
import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import type { Finding } from '../../../../../factory/domain/quality-report.ts';
import { resourceVersions } from '../../../../../factory/knowledge/delivery/resource-versions.ts';
import { inspectDelivery } from '../../../../../factory/verification/inspect-delivery.ts';
import { inspectTemplates } from '../../../../../factory/verification/inspect-templates.ts';
import { finishedTree } from '../finished-tree.ts';
import { finding } from './finding.ts';

let tree: GeneratedFile[];
beforeAll(async () => {
  tree = await finishedTree();
});

const inspect = inspectDelivery(inspectTemplates());

const textOf = (path: string): string => tree.find((file) => file.path === path)?.content ?? '';

/** Breaks a file of the finished tree and repairs it by what the quick checks say. */
const repaired = async (
  path: string,
  right: string,
  wrong: string,
): Promise<{ findings: readonly Finding[]; after: GeneratedFile[] }> => {
  expect(textOf(path)).toContain(right);
  const files = changedTree(tree, [{ path, content: textOf(path).replace(right, wrong) }]);
  const findings = await inspect(files, ['pipeline-schema', 'kubernetes', 'containers', 'consistency']);
  return { findings, after: await repairDelivery({ files, findings, inspect }) };
};

describe('a broken delivery file', () => {
  it.each<[string, string, string]>([
    ['pipelines/stages/build.yml', '    jobs:', '     jobs:'],
    ['pipelines/stages/test.yml', '../steps/setup.yml', '../steps/stup.yml'],
    ['deploy/kubernetes/base/deployment.yaml', 'limits:', 'liimts:'],
    ['compose.yaml', '    build: .', '\t build: .'],
  ])('%s with %j as %j is as it was', async (path, right, wrong) => {
    const { findings, after } = await repaired(path, right, wrong);
    expect(findings).not.toEqual([]);
    expect(after).toEqual([{ path, content: textOf(path) }]);
  });

  it('is put right where a pipeline failed of it and says no more than that', async () => {
    const path = 'pipelines/stages/build.yml';
    const files = changedTree(tree, [{ path, content: textOf(path).replace('typecheck', 'typechek') }]);
    const log = finding('pipeline-schema/failed', 'azure-pipelines.yml', 'exit code 9');
    expect(await repairDelivery({ files, findings: [log], inspect })).toEqual([
      { path, content: textOf(path) },
    ]);
  });

  it('is left as it is where no change leaves less to find', async () => {
    const path = 'pipelines/stages/build.yml';
    const unknown = finding('pipeline-schema/schema', path, '/ unknown field "jbos"');
    let looked = 0;
    const inspector: Inspect = async () => {
      looked += 1;
      return [unknown];
    };
    const files = [{ path, content: 'jbos: []\n' }];
    expect(await repairDelivery({ files, findings: [unknown], inspect: inspector })).toEqual([]);
    expect(looked).toBeGreaterThan(1);
    expect(looked).toBeLessThanOrEqual(31);
  });
});

describe('a template', () => {
  const path = 'deploy/bicep/main.bicep';
  const broken = finding('bicep/BCP007', path, 'This declaration type is not recognized.', 1);

  it('is changed by what the compiler finds less of, and built no more than it has to be', async () => {
    const files = [{ path, content: 'parm a string\nmetadata b = a\n' }];
    const builds: string[] = [];
    const compiler: Inspect = async ([file]) => {
      builds.push(file?.content ?? '');
      return file?.content.startsWith('param ') ? [] : [broken];
    };
    expect(await repairDelivery({ files, findings: [broken], inspect: compiler })).toEqual([
      { path, content: 'param a string\nmetadata b = a\n' },
    ]);
    expect(builds).toEqual(['param a string\nmetadata b = a\n']);
  });

  it('is left as it is, after a few builds, where nothing helps', async () => {
    let builds = 0;
    const compiler: Inspect = async () => {
      builds += 1;
      return [broken];
    };
    const files = [{ path, content: 'parm a string\n' }];
    expect(await repairDelivery({ files, findings: [broken], inspect: compiler })).toEqual([]);
    expect(builds).toBeGreaterThan(0);
    expect(builds).toBeLessThanOrEqual(6);
  });

  it('is generated with the versions of resources that are known', () => {
    const used = tree
      .filter((file) => file.path.endsWith('.bicep'))
      .flatMap(({ content }) => [...content.matchAll(/'(Microsoft\.[\w./]+)@([\w-]+)'/g)])
      .map(([, type, version]) => [type, version]);
    expect(used.length).toBeGreaterThan(10);
    expect(used).toEqual(used.map(([type = '']) => [type, resourceVersions[type]]));
  });
});
