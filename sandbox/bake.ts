import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import type { GeneratedFile } from '../factory/domain/artifact.ts';
import { extensionRepository } from '../factory/generators/extensions/extension-repository.ts';
import { createProcessRegistry } from '../platform/embedded/processes/process-registry.ts';
import { createInstallCache } from '../platform/embedded/sandbox/install-cache.ts';
import { writeTree } from '../platform/embedded/sandbox/write-tree.ts';
import { supersetTree } from './superset-tree.ts';

/**
 * Fills the caches of the image when it is built: every package that a lockfile of ours can name, in npm's own cache
 * (`npm_config_cache`), and the installation of the extension packages as it is. What runs later needs no network.
 */
const { SANDBOX_INSTALL_CACHE: directory } = z
  .object({ SANDBOX_INSTALL_CACHE: z.string().min(1) })
  .parse(process.env);

const scratch = mkdtempSync(join(tmpdir(), 'bake-'));
try {
  const registry = createProcessRegistry(join(scratch, 'processes'));
  const bake = async (name: string, files: readonly GeneratedFile[], installs: string): Promise<void> => {
    const tree = join(scratch, name);
    mkdirSync(tree);
    await writeTree(tree, files);
    const { packages } = await createInstallCache({ registry, directory: installs }).install(tree);
    process.stdout.write(`${name}: ${packages} packages\n`);
  };
  // Services need parts of it: what is kept of it are the packages in npm's cache.
  await bake('superset', supersetTree(), join(scratch, 'installs'));
  await bake('extensions', await extensionRepository(), directory);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
