import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { unitOf } from '../../../../factory/agents/fixing/unit-of.ts';
import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { customUnitFiles } from '../../../../factory/generators/typescript/domain/custom-unit-file.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { toolFindings } from '../fixing/repairs/tools.ts';
import { CHECK_DIGIT, FREIGHT, parcels } from './fixtures/parcels.ts';

const PATH = 'src/domain/parcel/custom-units/check-digit.ts';

const functionOf = async (checkDigit: string): Promise<GeneratedFile[]> => {
  const [service] = (await parcels({ checkDigit, freight: FREIGHT })).services;
  return formatFiles(customUnitFiles(service!));
};

const foundIn = async (folder: string, checkDigit: string) =>
  toolFindings(folder, await functionOf(checkDigit));

it('compiles in the strictest mode; what does not is found in its own file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'factory-compiled-'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  try {
    expect(await foundIn(folder, CHECK_DIGIT)).toEqual([]);
    const wrong = CHECK_DIGIT.replace(
      'return String(',
      'const first = digits.at(0);\nif (sum > 1) return first;\nreturn String(',
    );
    const findings = await foundIn(folder, wrong);
    expect(findings).toMatchObject([{ check: 'types', rule: 'types/TS2322', file: PATH }]);
    expect(findings.map(unitOf)).toEqual(['check-digit']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
