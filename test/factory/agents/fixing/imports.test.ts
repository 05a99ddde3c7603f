import { describe, expect, it } from 'vitest';

import { fixFindings } from '../../../../factory/agents/fixing/fix-findings.ts';
import type { Finding } from '../../../../factory/domain/quality-report.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { asFiles, asTexts } from './as-files.ts';

const unknownName = (name: string, line: number): Finding => ({
  check: 'types',
  rule: 'types/TS2304',
  file: 'src/domain/order.ts',
  line,
  message: `Cannot find name '${name}'.`,
  suggestion: '',
});

const fixed = async (
  texts: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  written: Readonly<Record<string, string>> = texts,
) => {
  const { files, removed } = await fixFindings({
    strategy: 'imports',
    files: asFiles(texts),
    findings,
    regenerated: asFiles(written),
    format: formatFiles,
    inspect: async () => [],
  });
  return { changed: asTexts(files), removed };
};

describe('an import that was lost', () => {
  const order = `import { id } from '@connectsoft/domain/id';

import { checked, required, type Rules } from './rules.ts';
import { total } from './total.ts';

export const rules: Rules = [checked, required, required];
export const order = () => [id(), total()];
`;
  const others = {
    'src/domain/rules.ts':
      'export type Rules = unknown[];\nexport const checked = 1;\nexport const required = 2;\n',
    'src/domain/total.ts': 'export const total = () => 1;\n',
  };
  const written = { 'src/domain/order.ts': order, ...others };

  it.each([
    ['first', "import { id } from '@connectsoft/domain/id';", [unknownName('id', 7)]],
    [
      'in the middle, of several names',
      "import { checked, required, type Rules } from './rules.ts';",
      ['Rules', 'checked', 'required', 'required'].map((name) => unknownName(name, 6)),
    ],
    ['last', "import { total } from './total.ts';", [unknownName('total', 7)]],
  ])('stands where its generator writes it: %s', async (_, line, findings) => {
    const texts = { ...written, 'src/domain/order.ts': order.replace(line, '') };
    expect(await fixed(texts, findings, written)).toEqual({
      changed: { 'src/domain/order.ts': order },
      removed: [],
    });
  });

  it('comes from where the name is offered, where no generator knows it', async () => {
    const text = "export const order = () => [total(), 'total'];\n";
    expect(await fixed({ 'src/domain/order.ts': text, ...others }, [unknownName('total', 1)], {})).toEqual({
      changed: { 'src/domain/order.ts': `import { total } from './total.ts';\n\n${text}` },
      removed: [],
    });
  });

  it('is left alone where nothing offers the name', async () => {
    const texts = { 'src/domain/order.ts': 'export const order = () => sum();\n', ...others };
    expect(await fixed(texts, [unknownName('sum', 1)], {})).toEqual({ changed: {}, removed: [] });
  });
});

describe('a file that is not where it is imported from', () => {
  const main = "import { total } from './domain/total.ts';\n\nexport const main = () => total();\n";
  const total = 'export const total = () => 1;\n';
  const finding: Finding = {
    check: 'layers',
    rule: 'layers/unresolved-import',
    file: 'src/main.ts',
    line: 1,
    message: '"./domain/total.ts" leads to no file of the repository.',
    suggestion: '',
  };

  it('is moved back where its generator writes it', async () => {
    const texts = { 'src/main.ts': main, 'src/domain/moved/total.ts': total };
    const written = { 'src/main.ts': main, 'src/domain/total.ts': total };
    expect(await fixed(texts, [finding], written)).toEqual({
      changed: { 'src/domain/total.ts': total },
      removed: ['src/domain/moved/total.ts'],
    });
  });

  it('is imported from where it is, where no generator writes it there', async () => {
    const texts = { 'src/main.ts': main, 'src/domain/moved/total.ts': total };
    expect(await fixed(texts, [finding])).toEqual({
      changed: { 'src/main.ts': main.replace('./domain/', './domain/moved/') },
      removed: [],
    });
  });

  it('is imported from where it is, also when it is loaded late', async () => {
    const late = "export const main = async () => import('./domain/total.ts');\n";
    expect(await fixed({ 'src/main.ts': late, 'src/domain/moved/total.ts': total }, [finding])).toEqual({
      changed: { 'src/main.ts': late.replace('./domain/', './domain/moved/') },
      removed: [],
    });
  });
});
