import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** git holds these for milliseconds while it moves a branch. */
const LOCKS = ['HEAD.lock', 'refs/heads/main.lock'];

/** A lock that stands unchanged this long, in milliseconds, was left by a git that was killed. */
const STALE_AFTER_MS = 1_000;

const identity = async (file: string): Promise<string | undefined> => {
  const found = await stat(file).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeMs}`;
};

/** Waits for the locks of a repository to go, and removes those that a killed git left. Returns at once when there is none. */
export const clearStaleLocks = async (gitDirectory: string): Promise<void> => {
  await Promise.all(
    LOCKS.map(async (name) => {
      const file = join(gitDirectory, name);
      const before = await identity(file);
      if (before === undefined) return;
      await setTimeout(STALE_AFTER_MS);
      if ((await identity(file)) === before) await rm(file, { force: true });
    }),
  );
};
