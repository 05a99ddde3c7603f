import { build, type BuildOptions, type Metafile } from 'esbuild';

import { absentPrograms } from './absent-programs.ts';

/** Where the app stands: its composition root, and whether it may start programs. */
export const PLATFORMS = {
  embedded: { entry: 'app.ts', startsPrograms: true },
  azure: { entry: 'app.azure.ts', startsPrograms: false },
} as const;
export type Platform = keyof typeof PLATFORMS;

/** What every bundle for Node 24 has in common. */
export const FOR_NODE = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  metafile: true,
  // Libraries that are no ES modules ask where they lie.
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  // Only a Functions host supplies it.
  external: ['@azure/functions-core'],
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Less to read at a cold start; names stay, for stacks and spans. */
export const SMALLER = { minifyWhitespace: true, minifySyntax: true } as const satisfies BuildOptions;

/**
 * Bundles the app for Node 24 as ES modules: `app.js`, and beside it the chunks that are loaded when they are needed.
 *
 * @param root absolute path of the sources
 * @param folder absolute path of the folder for the bundle
 */
export const bundleApp = async (root: string, folder: string, platform: Platform): Promise<Metafile> => {
  const { entry, startsPrograms } = PLATFORMS[platform];
  const { metafile } = await build({
    ...FOR_NODE,
    ...(platform === 'azure' ? SMALLER : {}),
    absWorkingDir: root,
    entryPoints: { app: entry },
    outdir: folder,
    // The embedded app is one file, as `main` of package.json has always been.
    splitting: platform === 'azure',
    // Beside the entry: assets are found from any of them.
    chunkNames: '[name]-[hash]',
    plugins: startsPrograms ? [] : [absentPrograms],
  });
  return metafile;
};

/** Bytes that are loaded with the app: its entry and what that imports statically. */
export const startBytes = ({ outputs }: Metafile): number => {
  const seen = new Set<string>();
  const visit = (path: string): number => {
    const output = outputs[path];
    if (!output || seen.has(path)) return 0;
    seen.add(path);
    return output.imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .reduce((sum, { path: next }) => sum + visit(next), output.bytes);
  };
  const entry = Object.keys(outputs).find((path) => path.endsWith('/app.js'));
  return entry === undefined ? 0 : visit(entry);
};
