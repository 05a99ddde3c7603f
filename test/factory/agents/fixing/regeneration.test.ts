import { describe, expect, it } from 'vitest';

import { fixFindings, nextStrategy } from '../../../../factory/agents/fixing/fix-findings.ts';
import type { FixStrategy } from '../../../../factory/domain/fix-strategy.ts';
import type { Finding } from '../../../../factory/domain/quality-report.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { asFiles } from './as-files.ts';

const regenerated = asFiles({
  'README.md': 'written',
  'src/application/buy.ts': 'export const buy = 1;\n',
  'src/domain/order.ts': "import { total } from './total.ts';\nexport const order = total;\n",
  'src/domain/total.ts': 'export const total = 1;\n',
  'test/unit/order.test.ts': "import { order } from '../../src/domain/order.ts';\n",
});
const files = [
  ...regenerated.map(({ path, content }) => ({ path, content: `${content}// spoilt\n` })),
  ...asFiles({
    'src/domain/stray.ts': '// nobody writes this\n',
    'test/acceptance/world.ts': '// of another agent\n',
  }),
];

const finding = (given: Partial<Finding>): Finding => ({
  check: 'types',
  rule: 'types/TS2322',
  message: "Type 'number' is not assignable to type 'string'.",
  suggestion: '',
  ...given,
});

const pathsOf = async (strategy: FixStrategy, ...findings: readonly Finding[]) => {
  const fixed = await fixFindings({
    strategy,
    files,
    findings,
    regenerated,
    format: formatFiles,
    inspect: async () => [],
  });
  for (const file of fixed.files) expect(regenerated).toContainEqual(file);
  return { written: fixed.files.map(({ path }) => path), removed: fixed.removed };
};

describe('what is written again', () => {
  const order = finding({ file: 'src/domain/order.ts' });

  it('is the unit alone, first', async () => {
    expect(await pathsOf('regenerate-unit', order)).toEqual({
      written: ['src/domain/order.ts'],
      removed: [],
    });
  });

  it('is what the unit imports, where the unit itself is as it was written', async () => {
    const { files: written, removed } = await fixFindings({
      strategy: 'regenerate-unit',
      files: files.map((file) =>
        file.path === 'src/domain/order.ts'
          ? (regenerated.find(({ path }) => path === file.path) ?? file)
          : file,
      ),
      findings: [order],
      regenerated,
      format: formatFiles,
      inspect: async () => [],
    });
    expect({ written: written.map(({ path }) => path), removed }).toEqual({
      written: ['src/domain/total.ts'],
      removed: [],
    });
  });

  it('is also what a message names', async () => {
    const message = 'TypeError at src/domain/total.ts:1:2';
    expect(await pathsOf('regenerate-unit', finding({ check: 'unit', message }))).toEqual({
      written: ['src/domain/total.ts'],
      removed: [],
    });
  });

  it('is what a failing test looks at, with the test', async () => {
    const failing = finding({
      check: 'unit',
      rule: 'unit/failed',
      file: 'test/unit/order.test.ts',
      message: 'expected 1',
    });
    expect(await pathsOf('regenerate-unit', failing)).toEqual({
      written: ['src/domain/order.ts', 'test/unit/order.test.ts'],
      removed: [],
    });
    expect(await pathsOf('regenerate-layer', failing)).toEqual({
      written: ['src/domain/order.ts', 'src/domain/total.ts', 'test/unit/order.test.ts'],
      removed: ['src/domain/stray.ts'],
    });
  });

  it('is a stray taken away, when the finding is in it', async () => {
    expect(await pathsOf('regenerate-unit', finding({ file: 'src/domain/stray.ts' }))).toEqual({
      written: [],
      removed: ['src/domain/stray.ts'],
    });
  });

  it('is the layer, then', async () => {
    expect(await pathsOf('regenerate-layer', order)).toEqual({
      written: ['src/domain/order.ts', 'src/domain/total.ts'],
      removed: ['src/domain/stray.ts'],
    });
  });

  it('is everything, at last; what other agents wrote stays', async () => {
    expect(await pathsOf('regenerate-service', order)).toEqual({
      written: regenerated.map(({ path }) => path),
      removed: ['src/domain/stray.ts'],
    });
  });
});

describe('the strategy that is next', () => {
  const after = (start: Finding): FixStrategy[] => {
    const tried: FixStrategy[] = [];
    for (let next = nextStrategy(start, tried); next; next = nextStrategy(start, tried)) tried.push(next);
    return tried;
  };

  it.each<[string, Partial<Finding>, FixStrategy[]]>([
    ['a layout', { check: 'format', rule: 'format/style' }, ['formatter']],
    ['an unknown name', { rule: 'types/TS2304' }, ['imports']],
    ['an unknown name that is almost another', { rule: 'types/TS2552' }, ['imports', 'known-diagnostic']],
    ['a promise', { rule: 'types/TS2801' }, ['await']],
    ['a breakpoint', { check: 'lint', rule: 'lint/eslint(no-debugger)' }, ['known-diagnostic']],
    [
      'an import against the layers',
      { check: 'layers', rule: 'layers/domain-imports-infrastructure' },
      ['layers'],
    ],
    ['an import that leads nowhere', { check: 'layers', rule: 'layers/unresolved-import' }, ['imports']],
    ['what nobody knows a repair for', { rule: 'types/TS9999' }, []],
    ['a failing test', { check: 'unit', rule: 'unit/failed' }, []],
  ])('of %s is small, then more and more is written again', (_, given, small) => {
    expect(after(finding({ file: 'src/domain/order.ts', ...given }))).toEqual([
      ...small,
      'regenerate-unit',
      'regenerate-layer',
      'regenerate-service',
    ]);
  });
});
