import { readdirSync, readFileSync } from 'node:fs';

import { processStat } from './process-identity.ts';

/** Position of the process group (field 5 of proc(5)) among the fields after the command name. */
const GROUP = 2;

/** Milliseconds for which a look at all processes serves every command that is watched. */
const FRESH_MS = 200;

const residentBytes = (pid: string): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
};

/** Ids of the living processes by their group. */
const readGroups = (): Map<string, string[]> =>
  Map.groupBy(
    readdirSync('/proc').filter((name) => /^\d+$/.test(name)),
    (name) => processStat(Number(name))?.[GROUP] ?? '',
  );

let latest: { at: number; groups: Map<string, string[]> } | undefined;

/**
 * Resident bytes of a process group, whose members may have been listed 0.2 s ago; `undefined` where there is no /proc. Pages
 * shared by members count more than once.
 */
export const groupMemory = (leader: number): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  if (latest === undefined || performance.now() - latest.at > FRESH_MS) {
    latest = { at: performance.now(), groups: readGroups() };
  }
  return (latest.groups.get(String(leader)) ?? []).reduce((sum, pid) => sum + residentBytes(pid), 0);
};
