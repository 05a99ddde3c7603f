import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { buildPortal } from './build-portal.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/factory-portal');

/** What is older than this was built from other sources, and is read by nobody any more. Milliseconds. */
const KEEP_MS = 24 * 60 * 60 * 1000;

/** One hash of everything that a build depends on. */
const sourcesHash = (): string => {
  const hash = createHash('sha256');
  const paths = globSync(['portal/**/*.*', 'scripts/portal/*.ts', 'package-lock.json'], { cwd: root });
  for (const path of paths.toSorted())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
};

const removeOld = (current: string): void => {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (name !== current && stats && stats.mtimeMs < Date.now() - KEEP_MS)
      rmSync(folder, { recursive: true, force: true });
  }
};

/** The folder with the portal as its sources are now; built when it is not there. Several processes may ask at once. */
export const portalFolder = async (): Promise<string> => {
  const name = sourcesHash();
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  try {
    await buildPortal(join(root, 'portal'), draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was first; what it built is the same.
    if (!existsSync(folder)) throw error;
  }
  removeOld(name);
  return folder;
};
