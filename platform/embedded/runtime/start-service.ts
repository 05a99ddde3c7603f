import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { commandEnvironment } from '../processes/command-environment.ts';
import type { ProcessRegistry } from '../processes/process-registry.ts';
import type { ServiceFolders } from './deployment.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const exitReason = (child: ChildProcess): string | undefined => {
  if (child.exitCode !== null) return `exit code ${child.exitCode}`;
  return child.signalCode === null ? undefined : `signal ${child.signalCode}`;
};

/**
 * Starts a checked-out service as `npm start` does (`node src/main.ts` with the Node it carries) on a free port, and waits
 * until it is ready. Its output goes straight to a file: a host that is killed does not take the service's streams with it.
 */
export const startService = async (
  registry: ProcessRegistry,
  service: {
    name: string;
    tree: string;
    folders: ServiceFolders;
    /** Besides where it listens and keeps its data. */
    environment?: Readonly<Record<string, string>>;
    timeoutMs?: number;
  },
): Promise<{ child: ChildProcess; endpoint: string }> => {
  const { tree, folders } = service;
  await mkdir(folders.home, { recursive: true });
  await mkdir(folders.data, { recursive: true });
  const carried = join(tree, 'node_modules/.bin/node');
  const log = openSync(folders.log, 'a');
  try {
    const offset = fstatSync(log).size;
    const child = registry.spawn(existsSync(carried) ? carried : process.execPath, ['src/main.ts'], {
      cwd: tree,
      env: commandEnvironment(tree, folders.home, {
        ...service.environment,
        PORT: '0',
        GRPC_PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: folders.data,
      }),
      stdio: ['ignore', log, log],
    });
    let startError: string | undefined;
    child.once('error', (error) => (startError = error.message));
    try {
      const endpoint = await waitUntilReady({
        name: service.name,
        log: folders.log,
        offset,
        exited: () => startError ?? exitReason(child),
        ...(service.timeoutMs === undefined ? {} : { timeoutMs: service.timeoutMs }),
      });
      return { child, endpoint };
    } catch (error) {
      await registry.end(child);
      throw error;
    }
  } finally {
    closeSync(log);
  }
};
