import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Position of the start time (field 22 of proc(5)) among the fields after the command name, which may hold spaces. */
const START_TIME = 19;

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** The fields of `/proc/<pid>/stat` from the state (field 3) on. */
export const processStat = (pid: number): string[] | undefined => {
  const stat = readText(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
};

const bootId = process.platform === 'linux' ? readText('/proc/sys/kernel/random/boot_id')?.trim() : '';

/**
 * What tells a process from a later one with the same pid: boot and start time. `undefined` when no such process lives;
 * a zombie is dead.
 */
export const processIdentity = (pid: number): string | undefined => {
  if (process.platform === 'linux') {
    const stat = processStat(pid);
    return stat === undefined || stat[0] === 'Z' || stat[0] === 'X'
      ? undefined
      : `${bootId} ${stat[START_TIME]}`;
  }
  const listed = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.stdout?.trim() || undefined;
};
