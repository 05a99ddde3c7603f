import { chmodSync, copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { bundleSandbox } from './build/bundle-sandbox.ts';
import { copyAssets } from './build/copy-assets.ts';

/**
 * Assembles what the image of the sandbox is built from, in `sandbox/dist` or the folder that `--output` names: the supervisor,
 * what fills the caches, the assets that checks read, and the Bicep CLI (`scripts/bicep/install.sh` fetches it). Then:
 * `docker build --file sandbox/Dockerfile --build-arg BASE_IMAGE=node:…@sha256:… sandbox/dist`
 */
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { output: { type: 'string' }, bicep: { type: 'string' } },
});
const target = resolve(values.output ?? join(root, 'sandbox/dist'));
const bicep = values.bicep ?? join(root, '.bicep/bicep');
if (!existsSync(bicep))
  throw new Error(
    `There is no Bicep CLI at ${bicep}. Run scripts/bicep/install.sh, or name one with --bicep.`,
  );

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await bundleSandbox(root, target);
const assets = copyAssets(root, target);
copyFileSync(realpathSync(bicep), join(target, 'bicep'));
chmodSync(join(target, 'bicep'), 0o755);
const size = (statSync(join(target, 'supervisor.js')).size / 1_048_576).toFixed(1);
console.log(`${target}: a supervisor of ${size} MB, ${assets} assets, the Bicep CLI`);
