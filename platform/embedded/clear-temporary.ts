import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Repositories that were being made (`.new-*`) or removed (`.old-*`). */
const ASIDE = /^\.(?:new|old)-/;

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/**
 * Removes the folders of a workspace that something used only while it ran: those of sandboxes, and repositories that never
 * came to their place or had left it. A host that was killed leaves them. Nothing may run in the workspace.
 */
export const clearTemporary = async (workspace: string): Promise<void> => {
  const [sandboxes, repositories] = [join(workspace, 'sandbox'), join(workspace, 'repositories')];
  const left = [
    ...(await namesIn(sandboxes)).map((name) => join(sandboxes, name)),
    ...(await namesIn(repositories))
      .filter((name) => ASIDE.test(name))
      .map((name) => join(repositories, name)),
  ];
  // What cannot be removed now is in nobody's way.
  await Promise.allSettled(left.map((path) => rm(path, { recursive: true, force: true, maxRetries: 3 })));
};
