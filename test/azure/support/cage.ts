import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a function app has on Azure: see the plan's limits. */
export type CageLimits = { temporaryBytes: number; memoryBytes: number; cpus: number };

export const FLEX_CONSUMPTION: CageLimits = {
  temporaryBytes: 800 * 1_000_000,
  memoryBytes: 2_048 * 1_048_576,
  cpus: 1,
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Control groups of the first version (a folder for each resource) or the second (one tree). */
const memoryGroup = (name: string, bytes: number): { path: string } => {
  for (const [folder, file] of [
    ['/sys/fs/cgroup/memory', 'memory.limit_in_bytes'],
    ['/sys/fs/cgroup', 'memory.max'],
  ] as const) {
    const path = join(folder, name);
    try {
      mkdirSync(path);
      writeFileSync(join(path, file), String(bytes));
      return { path };
    } catch {
      try {
        rmdirSync(path);
      } catch {
        // It was not made.
      }
    }
  }
  throw new Error('This machine has no control group that limits memory: the cage cannot be built here.');
};

export type Cage = {
  /** Program and arguments that start a command in the cage. */
  around(command: string, args: readonly string[]): { command: string; args: string[] };
  /** After what was in it has ended. */
  remove(): void;
};

/**
 * A mount namespace in which the package is read-only and the temporary folder is small, a memory group, one processor and no
 * `PATH`. Throws where this machine cannot build it. What runs inside sees the rest of the machine.
 */
export const createCage = (
  name: string,
  { readOnly, temporary }: { readOnly: string; temporary: string },
  limits: CageLimits = FLEX_CONSUMPTION,
): Cage => {
  const { path } = memoryGroup(name, limits.memoryBytes);
  return {
    around(command, args) {
      const script = [
        'set -e',
        `mount --bind ${quoted(readOnly)} ${quoted(readOnly)}`,
        `mount -o remount,bind,ro ${quoted(readOnly)}`,
        `mount -t tmpfs -o size=${limits.temporaryBytes} tmpfs ${quoted(temporary)}`,
        `echo $$ > ${quoted(join(path, 'cgroup.procs'))}`,
        `exec taskset -c 0-${limits.cpus - 1} env PATH= ${[command, ...args].map(quoted).join(' ')}`,
      ].join('\n');
      return { command: 'unshare', args: ['--mount', 'sh', '-c', script] };
    },
    remove: () => rmdirSync(path),
  };
};
