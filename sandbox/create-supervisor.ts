import { chmod, mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';

import { createLocalVerifier } from '../factory/verification/local-verifier.ts';
import { createInterruption } from '../platform/embedded/processes/interruption.ts';
import { createProcessRegistry } from '../platform/embedded/processes/process-registry.ts';
import { createEmbeddedSandbox } from '../platform/embedded/sandbox/embedded-sandbox.ts';
import type { Guest } from '../platform/embedded/sandbox/guest.ts';
import { createInstallCache } from '../platform/embedded/sandbox/install-cache.ts';
import { createJobBoard } from './job-board.ts';
import { jobsOf } from './start-job.ts';
import { createSupervisorServer } from './supervisor-server.ts';

/** Longest time of a job, in milliseconds: less than five activities stay with it, so that they are told. */
const JOB_LIMIT_MS = 20 * 60_000;

export type SupervisorOptions = {
  /** Absolute path of a folder that only the supervisor lists. */
  workspace: string;
  installCacheDirectory?: string | undefined;
  bicepPath?: string | undefined;
  /** Under whom the code under test runs; the supervisor's own user when absent. */
  guest?: Guest | undefined;
  jobLimitMs?: number;
  /** Called when code ran here and its result was fetched: the sandbox is to end. */
  onSpent?: () => void;
};

export type Supervisor = { server: Server; stop(): Promise<void> };

/** What verifies inside a sandbox: the verification of the factory, asked over HTTP. */
export const createSupervisor = async (options: SupervisorOptions): Promise<Supervisor> => {
  const { workspace, installCacheDirectory, bicepPath, guest } = options;
  await mkdir(join(workspace, 'sandbox'), { recursive: true });
  // A guest passes through to its tree, whose name it is told.
  await Promise.all([workspace, join(workspace, 'sandbox')].map((folder) => chmod(folder, 0o711)));
  const registry = createProcessRegistry(join(workspace, 'processes'));
  const installCache = createInstallCache({
    registry,
    ...(installCacheDirectory ? { directory: installCacheDirectory } : {}),
  });
  const sandbox = createEmbeddedSandbox({ workspace, registry, installCache, guest });
  const verifier = createLocalVerifier({ sandbox, clock: { now: () => new Date() }, bicepPath });
  const interruption = createInterruption((child) => registry.end(child));
  const start = jobsOf(verifier, interruption, options.jobLimitMs ?? JOB_LIMIT_MS);
  const board = createJobBoard(start, options.onSpent ?? (() => undefined));
  const server = createSupervisorServer(board);
  return {
    server,
    async stop() {
      server.closeAllConnections();
      server.close();
      await registry.endAll();
    },
  };
};
