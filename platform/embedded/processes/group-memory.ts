import { readdirSync, readFileSync } from 'node:fs';

import { processStat } from './process-identity.ts';

/** Position of the process group (field 5 of proc(5)) among the fields after the command name. */
const GROUP = 2;

const residentBytes = (pid: string): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
};

/** Resident bytes of a process group; `undefined` where there is no /proc. Pages shared by members count more than once. */
export const groupMemory = (leader: number): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && processStat(Number(name))?.[GROUP] === String(leader))
    .reduce((sum, pid) => sum + residentBytes(pid), 0);
};
