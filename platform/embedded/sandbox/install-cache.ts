import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ProcessRegistry } from '../processes/process-registry.ts';
import { modulesOf, readIntactEntry, type CacheEntry } from './cache-entry.ts';
import { fillEntry } from './fill-entry.ts';
import { linkPackages } from './link-packages.ts';
import { readInstallSource } from './install-source.ts';
import { installKey, type Lockfile } from './lockfile.ts';
import { findNpm } from './npm-program.ts';

export type Installation = {
  /** True when nothing had to be fetched. */
  cached: boolean;
  durationMs: number;
  packages: number;
};

export type InstallCache = {
  /** Where the packages are to which the trees are linked. */
  directory: string;
  /**
   * Gives a tree the `node_modules` that its package-lock.json names, from the cache, which is filled first when need be.
   * Kinds thrown: `transient` (registry out of reach), `code-generation` (npm refuses the lockfile), `critical` (a package
   * differs from its hash).
   */
  install(tree: string): Promise<Installation>;
};

export const defaultInstallCacheDirectory = (): string =>
  join(homedir(), '.cache/connectsoft-factory/installs');

const isEmpty = (lockfile: Lockfile): boolean => Object.keys(lockfile.packages).every((path) => path === '');

/** Installed packages by lockfile, shared by every workspace of a user. Safe for several processes at once. */
export const createInstallCache = (options: {
  registry: ProcessRegistry;
  directory?: string;
}): InstallCache => {
  const directory = options.directory ?? defaultInstallCacheDirectory();
  const filling = new Map<string, Promise<CacheEntry>>();
  const reading = new Map<string, Promise<CacheEntry | undefined>>();

  /** Fills an entry once, however many trees of this process wait for it. */
  const fillOnce = (key: string, fill: () => Promise<CacheEntry>): Promise<CacheEntry> => {
    const running = filling.get(key) ?? fill().finally(() => filling.delete(key));
    filling.set(key, running);
    return running;
  };

  /** Several trees that ask for an entry at the same time are served by one look at its 20,000 files. */
  const readOnce = (folder: string): Promise<CacheEntry | undefined> => {
    const running = reading.get(folder) ?? readIntactEntry(folder).finally(() => reading.delete(folder));
    reading.set(folder, running);
    return running;
  };

  const provide = async (tree: string): Promise<{ cached: boolean; packages: number }> => {
    const source = await readInstallSource(tree);
    if (isEmpty(source.lockfile)) {
      await mkdir(join(tree, 'node_modules'));
      return { cached: true, packages: 0 };
    }
    const npm = findNpm();
    const key = installKey(source.lockfile, npm.major);
    const folder = join(directory, key);
    const kept = await readOnce(folder);
    const entry =
      kept ??
      (await fillOnce(key, () =>
        fillEntry({ registry: options.registry, npm }, tree, source, { directory, folder }),
      ));
    linkPackages(modulesOf(folder), tree);
    return { cached: kept !== undefined, packages: entry.packages };
  };

  return {
    directory,
    async install(tree) {
      const started = performance.now();
      const provided = await provide(tree);
      return { ...provided, durationMs: Math.round(performance.now() - started) };
    },
  };
};
