import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often it is looked whether processes have ended, milliseconds. */
const POLL_MS = 100;

type Row = { pid: number; parent: number; group: number; session: number };

const processes = (): Row[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,sess=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    // A zombie has ended; nobody has asked for it yet.
    .filter(([, , , , state]) => !state?.startsWith('Z'))
    .map((fields) => {
      const [pid = 0, parent = 0, group = 0, session = 0] = fields.map(Number);
      return { pid, parent, group, session };
    });

/** Process groups of a leader's session and of all that its processes started, without its own. Sorted. */
export const groupsOf = (leader: number): number[] => {
  const rows = processes();
  const found = new Set(rows.filter(({ session }) => session === leader).map(({ pid }) => pid)).add(leader);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { pid, parent } of rows) if (found.has(parent)) found.add(pid);
  }
  const groups = rows
    .filter(({ pid, group }) => found.has(pid) && group !== leader)
    .map(({ group }) => group);
  return [...new Set(groups)].toSorted((a, b) => a - b);
};

export const signalGroups = (groups: readonly number[], signal: NodeJS.Signals): void => {
  for (const group of groups) {
    try {
      process.kill(-group, signal);
    } catch {
      // It has ended by itself.
    }
  }
};

/** Asks what a leader started to end, and ends what has not after `graceMs`. Answers the groups that there were. */
export const endGroupsOf = async (leader: number, graceMs: number): Promise<number[]> => {
  const groups = groupsOf(leader);
  signalGroups(groups, 'SIGTERM');
  for (let waited = 0; waited < graceMs && groupsOf(leader).length > 0; waited += POLL_MS)
    await sleep(POLL_MS);
  signalGroups(groupsOf(leader), 'SIGKILL');
  return groups;
};
