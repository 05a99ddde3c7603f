import { readdirSync, readFileSync } from 'node:fs';

/**
 * Static files that generators copy and checks read (building blocks, lockfile, schemas). They stand beside the sources,
 * and in `assets/` beside the bundle, where `scripts/build.ts` puts every folder named `template` or `schemas`.
 */
const root = new URL(import.meta.url.endsWith('/factory/assets.ts') ? './' : './assets/', import.meta.url);

/** Text of an asset, by its path below `factory/`: `generators/typescript/template/package-lock.json`. */
export const readAsset = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Paths of all files below a folder, relative to it, sorted by code unit. */
export const listAssets = (folder: string): string[] =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll(/[\\/]+/g, '/'))
    .map((path) => path.slice(path.indexOf(`${folder}/`) + folder.length + 1))
    .toSorted();
