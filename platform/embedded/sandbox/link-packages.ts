import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives a tree a `node_modules` of its own whose entries are links to the cached ones. Node, TypeScript, Vitest and oxlint
 * follow them to the real path, where a package finds its neighbours; what a tool creates in `node_modules` (`.vite`) stays in the
 * tree. 212 packages take 2 ms, a hard-link copy of their 20,000 files 300 ms and its removal as much again.
 */
export const linkPackages = (installed: string, tree: string): void => {
  const modules = join(tree, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(installed)) symlinkSync(join(installed, name), join(modules, name));
};
