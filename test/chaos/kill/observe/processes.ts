import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

import { processIdentity, processStat } from '../../../../platform/embedded/processes/process-identity.ts';

/** A process and what tells it from a later one with the same pid. */
export type ProcessReference = { pid: number; identity: string; command: string };

const tolerant = (read: () => string): string => {
  try {
    return read();
  } catch {
    // It ended meanwhile, or is not ours to look at.
    return '';
  }
};

const commandOf = (pid: number): string =>
  tolerant(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    .replaceAll('\0', ' ')
    .trim();

const allPids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

const references = (pids: readonly number[]): ProcessReference[] =>
  pids.flatMap((pid) => {
    const identity = processIdentity(pid);
    return identity === undefined ? [] : [{ pid, identity, command: commandOf(pid) }];
  });

/** All that descend from a process, itself not among them. */
export const descendantsOf = (leader: number): ProcessReference[] => {
  const parents = allPids().map((pid) => ({ pid, parent: Number(processStat(pid)?.[1]) }));
  const found = new Set([leader]);
  // A set is walked in the order of adding, what is added on the way included.
  for (const one of found) for (const { pid, parent } of parents) if (parent === one) found.add(pid);
  found.delete(leader);
  return references([...found]);
};

/** Those that still live. */
export const living = (processes: readonly ProcessReference[]): ProcessReference[] =>
  processes.filter(({ pid, identity }) => processIdentity(pid) === identity);

const names = (pid: number, folder: string): boolean =>
  [
    () => readlinkSync(`/proc/${pid}/cwd`),
    () => readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    () => readFileSync(`/proc/${pid}/environ`, 'utf8'),
  ].some((read) => tolerant(read).includes(folder));

/** Processes whose working folder, arguments or environment name a folder; this one apart. */
export const processesAt = (folder: string): ProcessReference[] =>
  references(allPids().filter((pid) => pid !== process.pid && names(pid, folder)));

export const processLine = ({ pid, command }: ProcessReference): string =>
  `${pid} (${command.slice(0, 160)})`;
