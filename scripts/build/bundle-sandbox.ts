import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

/** What the image runs: the supervisor, and once, when it is built, what fills its caches. */
const ENTRIES = { supervisor: 'sandbox/supervisor.ts', bake: 'sandbox/bake.ts' } as const;

/**
 * Bundles the programs of the sandbox's image for Node 24 as ES modules.
 *
 * @param root absolute path of the sources
 * @param folder absolute path of the folder for the bundles
 */
export const bundleSandbox = async (root: string, folder: string): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
};
