import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A lock that stands unchanged this long, in milliseconds, was left by a git that was killed. */
const STALE_AFTER_MS = 1_000;

const identity = async (file: string): Promise<string | undefined> => {
  const found = await stat(file).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeMs}`;
};

const namesIn = (folder: string, recursive = false): Promise<string[]> =>
  readdir(folder, { recursive }).catch(() => []);

/**
 * What git holds for milliseconds: the locks of branches and requests while it moves them, and the mark of a pack that it
 * writes. While that mark stands, a pack of the same content cannot be written again.
 */
const held = async (gitDirectory: string): Promise<string[]> => {
  const packs = join('objects', 'pack');
  const refs = await namesIn(join(gitDirectory, 'refs'), true);
  return [
    'HEAD.lock',
    ...refs.filter((name) => name.endsWith('.lock')).map((name) => join('refs', name)),
    ...(await namesIn(join(gitDirectory, packs)))
      .filter((name) => name.endsWith('.keep'))
      .map((name) => join(packs, name)),
  ];
};

/** Waits for what git holds in a repository to go, and removes what a killed git left. Returns at once when there is nothing. */
export const clearStaleLocks = async (gitDirectory: string): Promise<void> => {
  await Promise.all(
    (await held(gitDirectory)).map(async (name) => {
      const file = join(gitDirectory, name);
      const before = await identity(file);
      if (before === undefined) return;
      await setTimeout(STALE_AFTER_MS);
      if ((await identity(file)) === before) await rm(file, { force: true });
    }),
  );
};
