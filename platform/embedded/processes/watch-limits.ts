import type { ChildProcess } from 'node:child_process';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { processMembers, residentBytes } from './process-members.ts';

/** What a command may take, all its processes together; looked at while it runs, so that it may take more for a moment. */
export type WatchedLimits = {
  /** Resident bytes; enforced where there is /proc. */
  maxMemoryBytes?: number;
  /** Processes at a time; enforced where there is /proc. */
  maxProcesses?: number;
  /** Bytes of the files in a folder, links not followed. */
  disk?: { folder: string; maxBytes: number };
};

export type Breach = 'memory-limit' | 'process-limit' | 'disk-limit';

const PROCESSES_PERIOD_MS = 250;
const DISK_PERIOD_MS = 1_000;

/** Bytes that the files of a folder take on the disk; what vanishes meanwhile counts nothing. */
export const folderBytes = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return folderBytes(path);
    return (await lstat(path).catch(() => undefined))?.blocks ?? 0;
  });
  const taken = await Promise.all(sizes);
  return taken.reduce((sum, size, index) => sum + (entries[index]?.isDirectory() ? size : size * 512), 0);
};

const breachOf = (leader: number, limits: WatchedLimits): Breach | undefined => {
  const members = processMembers(leader);
  if (members === undefined) return undefined;
  if (members.length > (limits.maxProcesses ?? Infinity)) return 'process-limit';
  return residentBytes(members) > (limits.maxMemoryBytes ?? Infinity) ? 'memory-limit' : undefined;
};

/** Watches a command until `release` is called; `onBreach` may come more than once. */
export const watchLimits = (
  child: ChildProcess,
  limits: WatchedLimits,
  onBreach: (breach: Breach) => void,
): { release(): void } => {
  const processes = setInterval(() => {
    const breach = child.pid === undefined ? undefined : breachOf(child.pid, limits);
    if (breach !== undefined) onBreach(breach);
  }, PROCESSES_PERIOD_MS);
  const { disk } = limits;
  let measuring = false;
  const measure = async (folder: string, maxBytes: number): Promise<void> => {
    measuring = true;
    if ((await folderBytes(folder)) > maxBytes) onBreach('disk-limit');
    measuring = false;
  };
  const files = setInterval(() => {
    if (disk && !measuring) void measure(disk.folder, disk.maxBytes);
  }, DISK_PERIOD_MS);
  return {
    release() {
      clearInterval(processes);
      clearInterval(files);
    },
  };
};
