import { resolve } from 'node:path';

import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Modules that a bundle of an entry reaches and that cannot be there on Azure. */
const unfit = async (entry: string): Promise<string[]> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['@azure/functions-core'],
    logLevel: 'silent',
  });
  const reached = Object.entries(metafile.inputs).flatMap(([path, { imports }]) => [
    path,
    ...imports.filter(({ external }) => external).map((one) => one.path),
  ]);
  const unwanted =
    /^(?:node:)?(?:child_process|sqlite)$|^platform\/embedded\/|verification\/(?:template-compiler|verify-code)\.ts$/;
  return [...new Set(reached.filter((path) => unwanted.test(path)))].toSorted();
};

it.each(['activities/create-activities.ts', 'platform/azure/sandbox/session-verifier.ts'])(
  '%s starts no program and reaches nothing that does',
  async (entry) => {
    expect(await unfit(entry)).toEqual([]);
  },
);

it('sees what the verifier of this machine reaches', async () => {
  const found = await unfit('factory/verification/local-verifier.ts');
  expect(found).toContain('node:child_process');
  expect(found).toContain('factory/verification/verify-code.ts');
});
