import { beforeAll, describe, expect, it } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { checkLayers } from '../../../../factory/verification/checks/layers.ts';
import { checkPipelineSchema } from '../../../../factory/verification/checks/pipeline-schema.ts';
import { parseSources } from '../../../../factory/domain/syntax.ts';
import { finishedTree } from './finished-tree.ts';
import { mutate, operators } from './mutate.ts';
import { mutated } from './mutation.ts';

let tree: GeneratedFile[];

beforeAll(async () => {
  // The audit trail calculates nothing.
  const sum = 'export const sum = (one: number, other: number): number => one + other;\n';
  tree = [...(await finishedTree()), { path: 'src/domain/sum.ts', content: sum }];
});

const only = (name: string) => operators.filter((operator) => operator.name === name);
const layerRules = (files: readonly GeneratedFile[]): string[] =>
  checkLayers(parseSources(files)).findings.map(({ rule }) => rule);

describe('mutate', () => {
  it('makes the same mistake for the same seed, and others for others', () => {
    const chosen = [1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(mutate(tree, seed).site));
    expect([1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(mutate(tree, seed).site))).toEqual(chosen);
    expect(new Set(chosen).size).toBeGreaterThan(3);
  });

  it.each(operators.map(({ name }) => name))('%s: changes exactly one file of a finished tree', (name) => {
    const [operator] = only(name);
    const sites = operator?.sites(tree) ?? [];
    expect(sites.length).toBeGreaterThan(0);
    for (const site of [sites[0], sites.at(-1)]) {
      const files = mutated(tree, site!);
      const changed = files.filter((file, index) => JSON.stringify(file) !== JSON.stringify(tree[index]));
      expect(changed).toHaveLength(1);
    }
  });

  it('refuses a tree that has no place for a mistake', () => {
    expect(() => mutate([{ path: 'LICENSE', content: 'MIT' }], 1)).toThrow('nothing to choose from');
  });

  it('leaves a tree in which the checks find what was wrong with it', async () => {
    expect(layerRules(tree)).toEqual([]);
    expect(layerRules(mutate(tree, 1, only('import outwards')).files)[0]).toMatch(/-imports-infrastructure$/);
    expect(layerRules(mutate(tree, 1, only('wrong import path')).files)).toContain(
      'layers/unresolved-import',
    );
    expect((await checkPipelineSchema(tree)).findings).toEqual([]);
    const { files } = mutate(tree, 1, only('misspell pipeline task'));
    expect((await checkPipelineSchema(files)).findings).not.toEqual([]);
  });
});
