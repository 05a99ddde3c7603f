import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { PortError } from '../../port-error.ts';
import type { ProcessRegistry } from '../processes/process-registry.ts';
import { modulesOf, settleEntry, writeEntry, type CacheEntry } from './cache-entry.ts';
import { confinedPath } from './confined-path.ts';
import { carriedArchives, parseLockfile, requiredOptionalPackages, type Lockfile } from './lockfile.ts';
import { npmCi } from './npm-ci.ts';
import type { NpmProgram } from './npm-program.ts';

/** Half-filled folders older than this were left by a process that was killed. */
const ABANDONED_MS = 60 * 60_000;

const removeAbandoned = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const found = name.startsWith('.') ? await stat(path).catch(() => undefined) : undefined;
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
};

/** Keeps a tool from changing by accident what other trees are linked to. */
const makeReadOnly = async (directory: string): Promise<void> => {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await makeReadOnly(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o555);
  }
};

/** Installs a tree's lockfile in a folder of its own and moves it to `folder` when it is whole. */
export const fillEntry = async (
  tools: { registry: ProcessRegistry; npm: NpmProgram },
  tree: string,
  source: { lockfile: Lockfile; npmrc: string },
  cache: { directory: string; folder: string },
): Promise<CacheEntry> => {
  await mkdir(cache.directory, { recursive: true });
  await removeAbandoned(cache.directory);
  const filled = join(cache.directory, `.${randomUUID()}`);
  await mkdir(filled);
  try {
    await copyFile(join(tree, 'package.json'), join(filled, 'package.json'));
    await copyFile(join(tree, 'package-lock.json'), join(filled, 'package-lock.json'));
    for (const archive of carriedArchives(source.lockfile)) {
      const target = confinedPath(filled, archive);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(confinedPath(tree, archive), target);
    }
    await writeFile(join(filled, '.npmrc'), source.npmrc);
    await npmCi(tools.registry, tools.npm, filled);
    const modules = modulesOf(filled);
    const missing = requiredOptionalPackages(source.lockfile).filter(
      (name) => !existsSync(join(modules, name)),
    );
    if (missing.length > 0) {
      throw new PortError('transient', `npm ci could not fetch ${missing.join(', ')}.`);
    }
    const installed = parseLockfile(await readFile(join(modules, '.package-lock.json'), 'utf8'));
    await makeReadOnly(modules);
    const entry = await writeEntry(filled, Object.keys(installed.packages).length);
    await settleEntry(filled, cache.folder);
    return entry;
  } finally {
    await rm(filled, { recursive: true, force: true });
  }
};
