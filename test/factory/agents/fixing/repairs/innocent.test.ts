import { expect, test } from 'vitest';

import { fixFindings } from '../../../../../factory/agents/fixing/fix-findings.ts';
import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import type { Finding } from '../../../../../factory/domain/quality-report.ts';
import { formatFiles } from '../../../../../factory/generators/format-files.ts';
import { asFiles, asTexts } from '../as-files.ts';

const caller =
  "import type { Order } from './order.ts';\n\nexport const order: Order = { id: '1', total: 2 };\n";
const written = {
  'src/domain/caller.ts': caller,
  'src/domain/order.ts': 'export type Order = { id: string; total: number };\n',
};
const changed = { ...written, 'src/domain/order.ts': 'export type Order = { id: string };\n' };

const superfluous: Finding = {
  check: 'types',
  rule: 'types/TS2353',
  file: 'src/domain/caller.ts',
  line: 3,
  message: "Object literal may only specify known properties, and 'total' does not exist in type 'Order'.",
  suggestion: '',
};

const repaired = async (texts: Readonly<Record<string, string>>, regenerated: readonly GeneratedFile[]) => {
  const { files } = await fixFindings({
    strategy: 'known-diagnostic',
    files: asFiles(texts),
    findings: [superfluous],
    regenerated,
    format: formatFiles,
    inspect: async () => [],
  });
  return asTexts(files);
};

const without = { 'src/domain/caller.ts': caller.replace(', total: 2', '') };

test('a file that is as its generator writes it is not repaired while something that it needs is not', async () => {
  expect(await repaired(changed, asFiles(written))).toEqual({});
});

test('it is repaired where the generator itself is wrong', async () => {
  expect(await repaired(changed, asFiles(changed))).toEqual(without);
});

test('it is repaired where no generator writes it', async () => {
  expect(await repaired(changed, [])).toEqual(without);
});
