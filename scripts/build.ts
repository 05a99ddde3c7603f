import {
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { buildPortal } from './portal/build-portal.ts';

/**
 * Packages the function app: one ES-module bundle, the assets that it reads, its page, and what the Functions host wants beside it.
 * `--output DIR` puts the whole package into a folder of its own; without it the bundle goes to `dist/`.
 */
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { output: { type: 'string' } } });
const target = values.output ? resolve(values.output) : root;
const dist = join(target, 'dist');

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['app.ts'],
  outfile: join(dist, 'app.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Only a Functions host supplies it.
  external: ['@azure/functions-core'],
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});

// `**` leaves out names with a leading dot: .dockerignore, .devcontainer/.
const inAssets = 'factory/**/{template,schemas}/**';
const assets = globSync([inAssets, `${inAssets}/.*`, `${inAssets}/.*/**`], { cwd: root })
  .filter((path) => statSync(join(root, path)).isFile())
  .toSorted();
for (const path of assets) {
  const copy = join(dist, 'assets', path.slice('factory/'.length));
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(join(root, path), copy);
}

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

const megabytes = (statSync(join(dist, 'app.js')).size / 1_048_576).toFixed(1);
console.log(
  `${join(dist, 'app.js')}: ${megabytes} MB, ${assets.length} assets, a page of ${readdirSync(page).length} files`,
);
