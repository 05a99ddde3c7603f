import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Sandbox, SandboxSession } from '../../ports.ts';
import type { ProcessRegistry } from '../processes/process-registry.ts';
import { namespaces } from './confinement.ts';
import type { Guest } from './guest.ts';
import type { InstallCache } from './install-cache.ts';
import { createSession, DEFAULT_LIMITS, type SandboxLimits } from './sandbox-session.ts';
import { writeTree } from './write-tree.ts';

/** A folder name for any key: readable, and distinct for distinct keys. */
const folderName = (key: string): string => {
  const readable = key.replaceAll(/[^A-Za-z0-9-]+/g, '-').slice(0, 60);
  return `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
};

/**
 * Sandbox of child processes below `<workspace>/sandbox/`: own folder, own HOME, stripped environment, limits of time, output,
 * memory, processes and disk; where the system allows it (see confinement.ts) a view of the file system in which the user's
 * files are not, and no network for what `run` starts. What it holds back is measured by test/chaos/hostile-code.test.ts.
 */
export const createEmbeddedSandbox = (options: {
  workspace: string;
  registry: ProcessRegistry;
  installCache: InstallCache;
  limits?: Partial<SandboxLimits>;
  /** Under whom what is in the sandbox runs: another user than ours, who can change nothing that was written before. */
  guest?: Guest | undefined;
}): Sandbox => {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const sessions = new Map<string, SandboxSession>();

  return {
    isConfined: async () => (await namespaces()) !== undefined,
    async open(key, files) {
      await sessions.get(key)?.close();
      const folder = join(options.workspace, 'sandbox', folderName(key));
      await rm(folder, { recursive: true, force: true });
      const session = await createSession({
        folder,
        registry: options.registry,
        packages: options.installCache.directory,
        limits,
        guest: options.guest,
        onClose: () => sessions.delete(key),
      });
      try {
        await writeTree(session.directory, files);
        const install = files.some(({ path }) => path === 'package-lock.json')
          ? await options.installCache.install(session.directory)
          : { cached: true, durationMs: 0, packages: 0 };
        await session.letIn();
        sessions.set(key, session);
        return { session, install };
      } catch (error) {
        await session.close();
        throw error;
      }
    },
  };
};
