import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

import { criticalError, PortError } from '../../port-error.ts';
import type { SandboxSession } from '../../ports.ts';
import { commandEnvironment } from '../processes/command-environment.ts';
import type { ProcessRegistry } from '../processes/process-registry.ts';
import { DEFAULT_MAX_OUTPUT_BYTES, runCommand } from '../processes/run-command.ts';
import { confinedPath } from './confined-path.ts';
import { confine } from './confinement.ts';
import { letIn, type Guest } from './guest.ts';
import { startProgram } from './start-program.ts';

export type SandboxLimits = {
  timeoutMs: number;
  maxOutputBytes: number;
  /**
   * Resident memory of a command's process group, watched through /proc (Linux), and three quarters of it V8's heap in each
   * process (everywhere). The address space is not limited: V8 and Go reserve far more than they use.
   */
  maxMemoryBytes: number;
  /** Processes of a command at a time. */
  maxProcesses: number;
  /** Bytes that tree and home may take on the disk. */
  maxDiskBytes: number;
};

export const DEFAULT_LIMITS: SandboxLimits = {
  timeoutMs: 120_000,
  maxOutputBytes: DEFAULT_MAX_OUTPUT_BYTES,
  maxMemoryBytes: 2 * 1024 ** 3,
  maxProcesses: 128,
  maxDiskBytes: 1024 ** 3,
};

/** The program a name means in the tree: its own tools first, then the running Node, then the system's. */
const findProgram = (name: string, environment: Record<string, string>): string => {
  const folders = name.includes('/') ? [] : (environment['PATH'] ?? '').split(':');
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (name === 'node') return process.execPath;
  throw new PortError(
    'invalid-configuration',
    `${JSON.stringify(name)} is neither in the tree's node_modules/.bin nor on the system's path.`,
  );
};

const readInside = async (directory: string, path: string): Promise<string | undefined> => {
  const target = confinedPath(directory, path);
  const real = await realpath(target).catch(() => undefined);
  if (real === undefined) return undefined;
  if (!real.startsWith((await realpath(directory)) + sep)) {
    throw criticalError('sandbox', `${JSON.stringify(path)} is a link that leads out of the tree.`);
  }
  return readFile(real, 'utf8');
};

/** An empty tree below `folder`; closing it ends what runs there and removes the folder. */
export const createSession = async ({
  folder,
  registry,
  packages,
  limits,
  guest,
  onClose,
}: {
  folder: string;
  registry: ProcessRegistry;
  /** Folder to which the tree's packages are linked. */
  packages: string;
  limits: SandboxLimits;
  guest?: Guest | undefined;
  onClose: () => void;
}): Promise<SandboxSession & { letIn(): Promise<void> }> => {
  const directory = resolve(folder, 'tree');
  const home = resolve(folder, 'home');
  await mkdir(directory, { recursive: true });
  await mkdir(home, { recursive: true });
  const watched = {
    maxMemoryBytes: limits.maxMemoryBytes,
    maxProcesses: limits.maxProcesses,
    maxOutputBytes: limits.maxOutputBytes,
    disk: { folder: resolve(folder), maxBytes: limits.maxDiskBytes },
  };
  const view = { folder: resolve(folder), directory, home, packages, maxFileBytes: limits.maxDiskBytes };
  const started = new Set<{ stop(): Promise<void> }>();
  const heapMegabytes = Math.floor((limits.maxMemoryBytes * 0.75) / 1024 ** 2);
  const environmentOf = (variables: Record<string, string> = {}): Record<string, string> =>
    commandEnvironment(directory, home, {
      ...variables,
      NODE_OPTIONS: `${variables['NODE_OPTIONS'] ?? ''} --max-old-space-size=${heapMegabytes}`.trim(),
    });

  return {
    directory,
    letIn: async () => {
      if (guest) await letIn(guest, directory, home);
    },
    async run(command, args, options = {}) {
      const env = environmentOf(options.env);
      const cwd = options.cwd === undefined ? directory : confinedPath(directory, options.cwd);
      const readOnly = (options.readOnly ?? []).map((path) => confinedPath(directory, path));
      const program = [findProgram(command, env), ...args] as const;
      const { start, startedByShell } = await confine(
        { ...view, cwd, readOnly, network: 'none' },
        program,
        guest,
      );
      return runCommand(registry, start[0], start.slice(1), {
        ...watched,
        cwd,
        env,
        startedByShell,
        timeoutMs: options.timeoutMs ?? limits.timeoutMs,
        ...(options.input === undefined ? {} : { input: options.input }),
      });
    },
    async start(command, args, options = {}) {
      const env = environmentOf(options.env);
      const called = [findProgram(command, env), ...args] as const;
      // It stays in the host's network: the host is who calls it.
      const shown = { ...view, cwd: directory, readOnly: [], network: 'host' } as const;
      const { start, startedByShell } = await confine(shown, called, guest);
      const program = startProgram(registry, start[0], start.slice(1), {
        ...watched,
        cwd: directory,
        env,
        startedByShell,
      });
      started.add(program);
      return program;
    },
    read: (path) => readInside(directory, path),
    async close() {
      await Promise.all([...started].map((program) => program.stop()));
      await rm(folder, { recursive: true, force: true });
      onClose();
    },
  };
};
