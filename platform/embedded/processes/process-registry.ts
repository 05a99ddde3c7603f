import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { belongsToWork, refuseWhenInterrupted } from './interruption.ts';
import { processIdentity, processStat } from './process-identity.ts';

/** A process and what tells it from a later one with the same pid. */
type ProcessReference = { pid: number; identity: string };

type GroupRecord = { leader: ProcessReference; host: ProcessReference; command: string };

/** Time between SIGTERM and SIGKILL; a service has 5 s to flush and exit. */
const DEFAULT_GRACE_MS = 6_000;

/** How long a killed group may take to vanish before we stop looking. */
const KILL_WAIT_MS = 2_000;

/** Every child the host starts, each in its own process group, known on disk so that none outlives a killed host. */
export type ProcessRegistry = {
  /** Like `child_process.spawn`, as leader of a new group. What the leader leaves behind at its exit is killed. */
  spawn(command: string, args: readonly string[], options?: SpawnOptions): ChildProcess;
  /** Ends one child's group: SIGTERM, then SIGKILL after `graceMs`. Returns when the leader is gone. */
  end(child: ChildProcess, graceMs?: number): Promise<void>;
  /** Ends every group of this host, side by side. */
  endAll(graceMs?: number): Promise<void>;
  /** Kills the groups that hosts which no longer live left behind; answers how many there were. Called at start. */
  reapOrphans(): number;
};

/** Afterwards its pid may belong to another process. */
export const hasExited = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** False when no such group is left. */
export const signalGroup = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
};

const lives = ({ pid, identity }: ProcessReference): boolean => processIdentity(pid) === identity;

/**
 * Whether the group still is the recorded one. A pid is not given away while its group has members, so a group without a
 * leader is ours when no other process took the pid and its members live in the session that the leader had made.
 */
const isSameGroup = ({ leader }: GroupRecord): boolean => {
  const identity = processIdentity(leader.pid);
  if (identity !== undefined) return identity === leader.identity;
  if (process.platform !== 'linux') return false;
  const boot = leader.identity.split(' ')[0] ?? '';
  return (
    processIdentity(process.pid)?.startsWith(boot) === true &&
    readdirSync('/proc').some((name) => {
      const stat = /^\d+$/.test(name) ? processStat(Number(name)) : undefined;
      return stat?.[2] === String(leader.pid) && stat[3] === String(leader.pid);
    })
  );
};

const readRecord = (path: string): GroupRecord | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as GroupRecord;
  } catch {
    return undefined;
  }
};

const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once('exit', () => resolve()));

const within = async (promise: Promise<void>, milliseconds: number): Promise<boolean> => {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(false), milliseconds);
  try {
    return await Promise.race([promise.then(() => true), timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
};

const endGroup = async (child: ChildProcess, graceMs = DEFAULT_GRACE_MS): Promise<void> => {
  const pid = child.pid;
  if (pid === undefined || hasExited(child)) return;
  const exited = exitOf(child);
  signalGroup(pid, 'SIGTERM');
  if (await within(exited, graceMs)) return;
  signalGroup(pid, 'SIGKILL');
  await within(exited, KILL_WAIT_MS);
};

/** Commands that hosts which no longer live left running. */
export const orphansOf = (directory: string): string[] => {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((entry) => /^\d+\.json$/.test(entry))
    .flatMap((entry) => readRecord(join(directory, entry)) ?? [])
    .filter((record) => !lives(record.host) && isSameGroup(record))
    .map(({ command, leader }) => `${command} (${leader.pid})`);
};

export const createProcessRegistry = (directory: string): ProcessRegistry => {
  mkdirSync(directory, { recursive: true });
  const host = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  const children = new Set<ChildProcess>();

  return {
    spawn(command, args, options = {}) {
      refuseWhenInterrupted();
      const child = spawn(command, args, { ...options, detached: true });
      const pid = child.pid;
      if (pid === undefined) return child;
      // Nothing may stand between the start and this line: a host killed here would leave an unknown group.
      const path = join(directory, `${pid}.json`);
      const leader = { pid, identity: processIdentity(pid) ?? '' };
      try {
        writeFileSync(path, JSON.stringify({ leader, host, command } satisfies GroupRecord));
      } catch (error) {
        signalGroup(pid, 'SIGKILL');
        throw error;
      }
      children.add(child);
      belongsToWork(child);
      child.once('exit', () => {
        signalGroup(pid, 'SIGKILL');
        children.delete(child);
        rmSync(path, { force: true });
      });
      return child;
    },
    end: endGroup,
    async endAll(graceMs) {
      await Promise.all([...children].map((child) => endGroup(child, graceMs)));
    },
    reapOrphans() {
      let reaped = 0;
      for (const name of readdirSync(directory).filter((entry) => /^\d+\.json$/.test(entry))) {
        const path = join(directory, name);
        const record = readRecord(path);
        if (record !== undefined && lives(record.host)) continue;
        if (record !== undefined && isSameGroup(record) && signalGroup(record.leader.pid, 'SIGKILL'))
          reaped += 1;
        rmSync(path, { force: true });
      }
      return reaped;
    },
  };
};
