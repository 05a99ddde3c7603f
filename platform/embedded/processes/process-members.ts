import { readdirSync, readFileSync } from 'node:fs';

import { processStat } from './process-identity.ts';

/** Positions of the parent (field 4 of proc(5)) and the process group (field 5) among the fields after the command name. */
const PARENT = 1;
const GROUP = 2;

/** Milliseconds for which a look at all processes serves every command that is watched. */
const FRESH_MS = 200;

type Listed = { pid: string; parent: string; group: string };

const listProcesses = (): Listed[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = processStat(Number(pid));
      return stat === undefined ? [] : [{ pid, parent: stat[PARENT] ?? '', group: stat[GROUP] ?? '' }];
    });

let latest: { at: number; processes: Listed[]; children: Map<string, Listed[]> } | undefined;

const look = (): NonNullable<typeof latest> => {
  if (latest === undefined || performance.now() - latest.at > FRESH_MS) {
    const processes = listProcesses();
    latest = {
      at: performance.now(),
      processes,
      children: Map.groupBy(processes, ({ parent }) => parent),
    };
  }
  return latest;
};

/**
 * Ids of the processes that a leader answers for: its group, and all that descend from it, which a process that left the group
 * does as well. Listed at most 0.2 s ago; `undefined` where there is no /proc.
 */
export const processMembers = (leader: number): string[] | undefined => {
  if (process.platform !== 'linux') return undefined;
  const { processes, children } = look();
  const found = new Set(processes.filter(({ group }) => group === String(leader)).map(({ pid }) => pid)).add(
    String(leader),
  );
  // A set is walked in the order of adding, what is added on the way included.
  for (const pid of found) for (const child of children.get(pid) ?? []) found.add(child.pid);
  return [...found];
};

/** Resident bytes of processes. Pages that they share count more than once. */
export const residentBytes = (pids: readonly string[]): number =>
  pids.reduce((sum, pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return sum + Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
    } catch {
      return sum;
    }
  }, 0);
