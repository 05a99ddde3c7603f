import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a host works on: every project, those that were created through it, or nothing. */
export type Pump = 'all' | 'own' | 'none';
export type HostLock = { pid: number; url: string; pump: Pump };

/** How long a host may take to say that it is there. Milliseconds. */
const STATUS_TIMEOUT_MS = 3_000;

const readLock = (workspace: string): HostLock | undefined => {
  try {
    const lock = JSON.parse(readFileSync(join(workspace, 'host.lock'), 'utf8')) as Partial<HostLock>;
    return typeof lock.url === 'string' && lock.url !== '' ? (lock as HostLock) : undefined;
  } catch {
    return undefined;
  }
};

/** The host of a workspace, if one answers; a lock that a dead host left behind counts for nothing. */
export const runningHost = async (workspace: string): Promise<HostLock | undefined> => {
  const lock = readLock(workspace);
  if (!lock) return undefined;
  try {
    const response = await fetch(new URL('/admin/host/status', lock.url), {
      signal: AbortSignal.timeout(STATUS_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok ? lock : undefined;
  } catch {
    return undefined;
  }
};
