import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { asGuest, type Guest } from './guest.ts';
import { networkIsolation } from './network-isolation.ts';
import { viewScript, type View } from './sandbox-view.ts';

export type Command = readonly [string, ...string[]];

/** How a command is started so that it is confined. */
export type Confined = {
  start: Command;
  /** Whether a shell stands before it, which answers a signal as exit code 128 + n. */
  startedByShell: boolean;
};

const PROBE_TIMEOUT_MS = 5_000;

const find = (name: string): string | undefined =>
  ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].map((folder) => `${folder}/${name}`).find(existsSync);

/** In namespaces of its own: mounts, processes (which end with the first of them), network. */
const inNamespaces = async (unshare: string, view: View, program: Command): Promise<Confined> => {
  await mkdir(join(view.folder, 'root'), { recursive: true });
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const network = view.network === 'none' ? ['--net'] : [];
  const own = ['--mount', '--pid', '--fork', '--kill-child', ...network];
  const script = viewScript(view, program[0]);
  return { start: [unshare, ...user, ...own, 'sh', '-c', script, 'sh', ...program], startedByShell: true };
};

/** Tries it: what a system allows cannot be told from its version. */
const detect = async (): Promise<string | undefined> => {
  const unshare = find('unshare');
  if (process.platform !== 'linux' || unshare === undefined || find('setpriv') === undefined)
    return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'factory-confinement-'));
  try {
    const view: View = {
      folder,
      directory: folder,
      home: folder,
      packages: folder,
      cwd: folder,
      readOnly: [],
      network: 'none',
      maxFileBytes: 1024 ** 2,
    };
    const { start } = await inNamespaces(unshare, view, ['/bin/sh', '-c', 'test -w . && ! test -w /usr']);
    return await new Promise((resolve) => {
      execFile(start[0], start.slice(1), { timeout: PROBE_TIMEOUT_MS }, (error) =>
        resolve(error === null ? unshare : undefined),
      );
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

let detected: Promise<string | undefined> | undefined;

/** The program that makes namespaces here; `undefined` where this user may make none. Asked of the system once. */
export const namespaces = (): Promise<string | undefined> => (detected ??= detect());

/** In a user namespace, which is how anybody but root comes to the others, there are no other users. */
const canChangeUsersInside = (): boolean => process.getuid?.() === 0;

/**
 * Confines a command as far as this system and user can: a view of its own, else no network, else as it is; as a guest where
 * there is one, to whom being another user matters more.
 */
export const confine = async (view: View, program: Command, guest?: Guest): Promise<Confined> => {
  if (guest && !canChangeUsersInside()) return { start: asGuest(guest, program), startedByShell: false };
  const unshare = await namespaces();
  if (unshare !== undefined) return inNamespaces(unshare, { ...view, ...(guest ? { guest } : {}) }, program);
  const own = guest ? asGuest(guest, program) : program;
  const isolation = await networkIsolation();
  if (view.network === 'host' || !isolation.denied) return { start: own, startedByShell: false };
  const [file, args] = isolation.wrap(own[0], own.slice(1));
  return { start: [file, ...args], startedByShell: false };
};
