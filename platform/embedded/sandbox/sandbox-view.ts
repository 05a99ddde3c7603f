import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';

import { compiledCodeDirectory } from '../processes/compiled-code.ts';
import { guestArguments, type Guest } from './guest.ts';

/** What a confined program is shown of this machine. All paths are absolute. */
export type View = {
  /** Folder of the session; the new root is put together in it, and it is not shown. */
  folder: string;
  directory: string;
  home: string;
  /** Installed packages, to which the tree is linked. */
  packages: string;
  cwd: string;
  /** Paths in the tree that cannot be changed. */
  readOnly: readonly string[];
  /** `none`: loopback only, and not the host's. */
  network: 'none' | 'host';
  maxFileBytes: number;
  /** Under whom the program runs; the user who starts it when absent. */
  guest?: Guest;
};

/** Programs and libraries of the system. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/nix/store'];

/** What libraries look up: names, certificates, the time zone. No passwords. */
const SETTINGS = [
  'passwd',
  'group',
  'hosts',
  'nsswitch.conf',
  'ld.so.cache',
  'localtime',
  'ssl',
  'alternatives',
];

/** A user who is not root must keep the restrictions that a mount has already. */
const SHOW = `show() { mount -o bind "$1" "$2"; }
show_read_only() {
  mount -o bind,ro "$1" "$2" 2>/dev/null ||
    mount -o remount,bind,ro,nosuid,nodev "$2" 2>/dev/null ||
    mount -o remount,bind,ro,nosuid,nodev,noexec "$2"
}`;

/** Takes away what a program of the same user might do more than it needs. */
const OWN_USER = ['--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];

const DEVICES = ['null', 'zero', 'full', 'random', 'urandom'];

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const isShown = (path: string): boolean => SYSTEM.some((folder) => path.startsWith(`${folder}/`));

/** Lines that put one path into the new root: a link as it is, a file or folder as a mount. */
const shownAs = (root: string, path: string, how: 'show' | 'show_read_only'): string[] => {
  const target = quote(`${root}${path}`);
  const parent = quote(`${root}${dirname(path)}`);
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return [`mkdir -p ${parent}`, `ln -s ${quote(readlinkSync(path))} ${target}`];
  const place = found.isDirectory() ? [`mkdir -p ${target}`] : [`mkdir -p ${parent}`, `: >>${target}`];
  return [...place, `${how} ${quote(path)} ${target}`];
};

/**
 * A script that makes a root of its own and runs its arguments in it: nothing of this machine is there but what is listed, and
 * nothing of that can be written but the tree, its home and the folder of compiled code. It needs `unshare --mount --pid`, and gives
 * every capability away before the program runs.
 */
export const viewScript = (view: View, program: string): string => {
  const root = `${view.folder}/root`;
  const programs = [process.execPath, realpathSync(program)].filter((path) => !isShown(path));
  const compiled = compiledCodeDirectory();
  const readable = [
    ...SYSTEM,
    ...SETTINGS.map((name) => `/etc/${name}`),
    view.packages,
    ...programs.filter((path) => !path.startsWith(`${view.packages}/`)),
  ].filter(existsSync);
  const writable = [view.directory, view.home, compiled].filter(existsSync);
  return [
    'set -e',
    SHOW,
    ...(view.network === 'none' ? ['ip link set lo up'] : []),
    `mount -t tmpfs -o mode=0755,size=64m tmpfs ${quote(root)}`,
    `cd ${quote(root)}`,
    'mkdir proc dev tmp old && mount -t tmpfs -o mode=1777,size=64m tmpfs tmp',
    'mount -t proc proc proc && mount -o bind,ro proc/sys proc/sys',
    ...DEVICES.flatMap((name) => shownAs(root, `/dev/${name}`, 'show')),
    'ln -s /proc/self/fd dev/fd',
    ...new Set(readable.flatMap((path) => shownAs(root, path, 'show_read_only'))),
    ...writable.flatMap((path) => shownAs(root, path, 'show')),
    ...view.readOnly.filter(existsSync).flatMap((path) => shownAs(root, path, 'show_read_only')),
    'pivot_root . old && cd / && umount -l old && rmdir old',
    'mount -o remount,bind,ro /',
    `cd ${quote(view.cwd)}`,
    `ulimit -f ${Math.ceil(view.maxFileBytes / 512)}`,
    'set +e',
    `setpriv ${(view.guest ? guestArguments(view.guest) : OWN_USER).join(' ')} "$@"`,
    'exit $?',
  ].join('\n');
};
