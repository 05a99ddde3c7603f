import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../bus/open-database.ts';
import type { Pump } from './durable/engine.ts';

/** Content of `<workspace>/host.lock`. */
export type HostLockRecord = {
  pid: number;
  /** Clock ticks since boot at which the process started (Linux), so that a reused pid is not taken for it; else null. */
  startTime: string | null;
  /** Null until the host listens. */
  url: string | null;
  pump: Pump;
};

/** Another host holds the workspace. */
export class WorkspaceInUse extends Error {
  readonly holder: HostLockRecord;

  constructor(workspace: string, holder: HostLockRecord) {
    super(
      `Workspace ${workspace} is in use by the host with pid ${holder.pid} at ${holder.url ?? 'an address not yet known'}: use that one, stop it, or choose another workspace.`,
    );
    this.name = 'WorkspaceInUse';
    this.holder = holder;
  }
}

export type HostLock = { publish(url: string): void; release(): void };

/** Field 22 of /proc/<pid>/stat; the second field, the command, may hold blanks and brackets. */
const startTimeOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
};

const isAlive = (holder: HostLockRecord): boolean => {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const startTime = startTimeOf(holder.pid);
  return startTime === null || holder.startTime === null || startTime === holder.startTime;
};

const read = (path: string): HostLockRecord | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as HostLockRecord;
  } catch {
    return undefined;
  }
};

/** The host that has a workspace now. */
export const lockHolder = (workspace: string): HostLockRecord | undefined => {
  const holder = read(join(workspace, 'host.lock'));
  return holder && isAlive(holder) ? holder : undefined;
};

/**
 * Takes the workspace for this process, also from a host that died. Throws `WorkspaceInUse`.
 *
 * @param database any database of the workspace: its write lock, which the system frees when a process dies, lets only one
 *   process at a time look at the lock file and replace it
 */
export const acquireHostLock = (workspace: string, database: DatabaseSync, pump: Pump): HostLock => {
  const path = join(workspace, 'host.lock');
  const record: HostLockRecord = { pid: process.pid, startTime: startTimeOf(process.pid), url: null, pump };
  const write = (): void => {
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, `${JSON.stringify(record)}\n`);
    renameSync(temporary, path);
  };
  inTransaction(database, () => {
    const holder = read(path);
    if (holder && isAlive(holder)) throw new WorkspaceInUse(workspace, holder);
    write();
  });
  return {
    publish: (url) => {
      record.url = url;
      write();
    },
    release: () => rmSync(path, { force: true }),
  };
};
