import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { bundleApp, PLATFORMS, startBytes, type Platform } from './build/bundle.ts';
import { copyAssets } from './build/copy-assets.ts';
import { forbiddenImports } from './build/forbidden-imports.ts';
import { buildPortal } from './portal/build-portal.ts';

/**
 * Packages the function app: its bundle, the assets that it reads, its page, and what the Functions host wants beside it.
 * `--output DIR` puts the whole package into a folder of its own; without it the bundle goes to `dist/`. `--platform azure`
 * makes the app that stands on Azure, and fails where that contains what it must not; without it, the embedded one.
 */
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { output: { type: 'string' }, platform: { type: 'string', default: 'embedded' } },
});
const isPlatform = (name: string): name is Platform => name in PLATFORMS;
const { platform } = values;
if (!isPlatform(platform))
  throw new Error(`--platform is ${Object.keys(PLATFORMS).join(' or ')}, not ${platform}.`);
const target = values.output ? resolve(values.output) : root;
const dist = join(target, 'dist');

rmSync(dist, { recursive: true, force: true });
const metafile = await bundleApp(root, dist, platform);
const assets = copyAssets(root, dist);
const page = join(dist, 'portal');
await buildPortal(join(root, 'portal'), page);

if (target !== root) {
  cpSync(join(root, 'host.json'), join(target, 'host.json'));
  const { name, version, type, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(
    join(target, 'package.json'),
    `${JSON.stringify({ name, version, type, main }, undefined, 2)}\n`,
  );
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);
const all = Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
console.log(
  `${join(dist, 'app.js')}: ${megabytes(startBytes(metafile))} MB of ${megabytes(all)} MB, ${assets} assets, a page of ${readdirSync(page).length} files`,
);
if (platform === 'azure') {
  const { inspected, found } = forbiddenImports(metafile);
  for (const line of found) console.error(`The app on Azure must not contain ${line}`);
  console.log(`${inspected} modules inspected, ${found.length} forbidden imports`);
  if (found.length > 0 || inspected === 0) process.exitCode = 1;
}
