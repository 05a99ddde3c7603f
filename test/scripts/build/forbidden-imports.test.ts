import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { absentPrograms } from '../../../scripts/build/absent-programs.ts';
import { forbiddenImports } from '../../../scripts/build/forbidden-imports.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'factory-forbidden-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bundled = async (files: Record<string, string>, withoutPrograms = true) => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ['app.ts'],
    outfile: join(folder, 'out/app.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    metafile: true,
    plugins: withoutPrograms ? [absentPrograms] : [],
    logLevel: 'silent',
  });
  return { metafile, app: join(folder, 'out/app.js') };
};

it.each([
  ['node:sqlite', { 'app.ts': "import { DatabaseSync } from 'node:sqlite';\nconsole.log(DatabaseSync);" }],
  ['node:sqlite', { 'app.ts': "export const open = () => import('node:sqlite');" }],
  [
    'platform/embedded/',
    {
      'app.ts': "import './lib/a.ts';",
      'lib/a.ts': "export * from '../platform/embedded/x.ts';",
      'platform/embedded/x.ts': 'export const x = 1;\nconsole.log(x);',
    },
  ],
])('finds %s in a bundle', async (name, files) => {
  const { inspected, found } = forbiddenImports((await bundled(files)).metafile);
  expect(inspected).toBeGreaterThan(0);
  expect(found.join('\n')).toContain(`${name}: `);
});

it.each(['child_process', 'node:child_process'])('finds %s where it was not replaced', async (name) => {
  const files = { 'app.ts': `import { spawn } from '${name}';\nspawn('ls');` };
  expect(forbiddenImports((await bundled(files, false)).metafile).found).not.toEqual([]);
});

it('replaces what starts programs by what says that none is started', async () => {
  const { metafile, app } = await bundled({
    'app.ts':
      "import { spawn } from 'node:child_process';\nexport const start = () => spawn('ls');\nexport const later = async () => (await import('child_process')).execFile('ls');",
  });
  expect(forbiddenImports(metafile).found).toEqual([]);
  const { start, later } = await import(app);
  expect(start).toThrow('starts no programs');
  await expect(later()).rejects.toThrow('starts no programs');
});
