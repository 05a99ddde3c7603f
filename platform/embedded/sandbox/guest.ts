import { chmod, chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Command } from './confinement.ts';

/** The user under whom programs of a sandbox run. Who starts them may change users: it is root, or has the capabilities for it. */
export type Guest = { uid: number; gid: number };

/** Arguments of `setpriv` that leave a program nothing but what the guest may. */
export const guestArguments = ({ uid, gid }: Guest): string[] => [
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--no-new-privs',
  '--inh-caps=-all',
  '--ambient-caps=-all',
  '--bounding-set=-all',
];

export const asGuest = (guest: Guest, program: Command): Command => [
  'setpriv',
  ...guestArguments(guest),
  ...program,
];

/** Who owns nothing in a folder can add to it, and neither change nor remove what is there. */
const ADDABLE = 0o1777;

const openFolders = async (folder: string): Promise<void> => {
  await chmod(folder, ADDABLE);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await openFolders(join(folder, entry.name));
};

/** Lets a guest read a tree and add files to it; what was written before stays as it is. Its home is its own. */
export const letIn = async (guest: Guest, directory: string, home: string): Promise<void> => {
  await openFolders(directory);
  await chown(home, guest.uid, guest.gid);
};
