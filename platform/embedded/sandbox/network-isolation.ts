import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

export type NetworkIsolation =
  | { denied: true; wrap(command: string, args: readonly string[]): [string, string[]] }
  | { denied: false; reason: string };

const PROBE_TIMEOUT_MS = 5_000;

const find = (name: string): string | undefined =>
  ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].map((folder) => `${folder}/${name}`).find(existsSync);

const succeeds = (command: string, args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(command, args, { timeout: PROBE_TIMEOUT_MS }, (error) => resolve(error === null));
  });

/**
 * How a command is started in a network of its own with nothing in it but loopback, which tests of a server need: a Linux
 * network namespace, where this user may make one. Starting costs about 7 ms more.
 */
const detect = async (): Promise<NetworkIsolation> => {
  const unshare = find('unshare');
  const ip = find('ip');
  if (process.platform !== 'linux' || unshare === undefined || ip === undefined) {
    return { denied: false, reason: 'unshare (util-linux) and ip (iproute2) are needed, on Linux' };
  }
  const mapping = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const wrap = (command: string, args: readonly string[]): [string, string[]] => [
    unshare,
    [...mapping, '--net', 'sh', '-c', `${ip} link set lo up && exec "$@"`, 'sh', command, ...args],
  ];
  return (await succeeds(...wrap('true', [])))
    ? { denied: true, wrap }
    : { denied: false, reason: 'this user may not make a network namespace' };
};

let detected: Promise<NetworkIsolation> | undefined;

/** Asked of the system once. */
export const networkIsolation = (): Promise<NetworkIsolation> => (detected ??= detect());
