import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { digestTree, type TreeDigest } from './tree-digest.ts';

/** What an installation held when npm had made it. */
export type CacheEntry = TreeDigest & { packages: number };

const manifest = (folder: string): string => join(folder, 'manifest.json');

export const modulesOf = (folder: string): string => join(folder, 'node_modules');

export const writeEntry = async (folder: string, packages: number): Promise<CacheEntry> => {
  const entry = { ...(await digestTree(modulesOf(folder))), packages };
  await writeFile(manifest(folder), JSON.stringify(entry));
  return entry;
};

/** The entry when its files are those that were installed; `undefined` when it is absent or damaged. */
export const readIntactEntry = async (folder: string): Promise<CacheEntry | undefined> => {
  try {
    const recorded = JSON.parse(await readFile(manifest(folder), 'utf8')) as CacheEntry;
    const found = await digestTree(modulesOf(folder));
    return found.sha256 === recorded.sha256 && found.files === recorded.files ? recorded : undefined;
  } catch {
    return undefined;
  }
};

/** Moves a filled folder to its place, replacing a damaged entry, unless another process did so before. */
export const settleEntry = async (filled: string, folder: string): Promise<void> => {
  if ((await readIntactEntry(folder)) !== undefined) return;
  const damaged = `${filled}-replaced`;
  await rename(folder, damaged).catch(() => undefined);
  await rename(filled, folder).catch(async (error: unknown) => {
    if ((await readIntactEntry(folder)) === undefined) throw error;
  });
  await rm(damaged, { recursive: true, force: true });
};
