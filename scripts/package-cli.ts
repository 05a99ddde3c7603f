import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { bundleApp, FOR_NODE } from './build/bundle.ts';
import { copyAssets } from './build/copy-assets.ts';
import { buildPortal } from './portal/build-portal.ts';

/**
 * `npm run package:cli`: the command line with its host, app and page as an npm package of compiled JavaScript, without
 * sources and without dependencies but the Node that it runs on. Writes the archive into `--output DIR`, else here. The
 * repository itself stays private: whoever owns a scope publishes the archive under it.
 */
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { output: { type: 'string', default: '.' } } });
const output = resolve(values.output);
const folder = mkdtempSync(join(tmpdir(), 'factory-cli-'));

const compile = async (name: string, entryPoints: Record<string, string>): Promise<void> => {
  const outdir = join(folder, name);
  // What is imported when it is needed stays apart: the host caches what it compiles.
  await build({
    ...FOR_NODE,
    absWorkingDir: root,
    entryPoints,
    outdir,
    splitting: true,
    chunkNames: '[name]-[hash]',
  });
};

const manifest = (): string => {
  const { name, version, description, license, type, bin, engines, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const published = { name, version, description, license, type, bin, engines, optionalDependencies };
  return `${JSON.stringify(published, undefined, 2)}\n`;
};

try {
  const dist = join(folder, 'dist');
  await bundleApp(root, dist, 'embedded');
  copyAssets(root, dist);
  await buildPortal(join(root, 'portal'), join(dist, 'portal'));
  await compile('cli', { factory: 'cli/factory.ts' });
  const host = 'platform/embedded/host';
  await compile('host', { main: `${host}/main.ts`, inspect: `${host}/inspect.ts` });
  cpSync(join(root, 'cli/factory.mjs'), join(folder, 'cli/factory.mjs'));
  chmodSync(join(folder, 'cli/factory.mjs'), 0o755);
  for (const name of ['LICENSE', 'README.md', 'host.json']) cpSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), manifest());
  mkdirSync(output, { recursive: true });
  const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', output], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (packed.status !== 0) throw new Error(packed.stderr);
  console.log(join(output, packed.stdout.trim()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
