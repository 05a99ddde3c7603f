import { createHash } from 'node:crypto';

import { PortError } from '../../port-error.ts';

/** npm writes these as the package's own manifest does: a list, or a single name. */
type Platforms = string | string[];

type LockedPackage = {
  /** Where it comes from; `file:` names an archive in the tree itself. */
  resolved?: string;
  name?: string;
  version?: string;
  optionalDependencies?: Record<string, string>;
  os?: Platforms;
  cpu?: Platforms;
  libc?: Platforms;
};

export type Lockfile = { name?: string; version?: string; packages: Record<string, LockedPackage> };

export const parseLockfile = (text: string): Lockfile => {
  try {
    const parsed = JSON.parse(text) as Partial<Lockfile>;
    if (typeof parsed.packages === 'object') return { ...parsed, packages: parsed.packages };
  } catch {
    // Told below: whether it is no JSON or no lockfile, the remedy is the same.
  }
  throw new PortError('code-generation', 'package-lock.json is not a lockfile of version 2 or later.');
};

/**
 * What a lockfile installs, as lower-case hex sha-256. The project's own name and version are left out, so that all
 * services with the same packages share one installation.
 */
export const installKey = (lockfile: Lockfile, npmMajor: number): string => {
  const { name: _name, version: _version, ...rest } = lockfile;
  const { name: _rootName, version: _rootVersion, ...root } = lockfile.packages[''] ?? {};
  const installed = { ...rest, packages: { ...lockfile.packages, '': root } };
  return createHash('sha256')
    .update([JSON.stringify(installed), process.platform, process.arch, npmMajor].join('\n'))
    .digest('hex');
};

/** Archives inside the tree that its lockfile installs from, as relative paths: `vendor/domain-1.0.0.tgz`. */
export const carriedArchives = (lockfile: Lockfile): string[] =>
  Object.values(lockfile.packages)
    .flatMap(({ resolved }) => (resolved?.startsWith('file:') ? [resolved.slice('file:'.length)] : []))
    .filter((path) => path.endsWith('.tgz'))
    .toSorted();

const allows = (platforms: Platforms | undefined, value: string): boolean => {
  const names = [platforms ?? []].flat();
  const only = names.filter((name) => !name.startsWith('!'));
  return !names.includes(`!${value}`) && (only.length === 0 || only.includes(value));
};

/**
 * Optional dependencies of the project that this platform must have. npm goes on without an optional package that it could
 * not fetch; such an installation must not stay in the cache.
 */
export const requiredOptionalPackages = (lockfile: Lockfile): string[] =>
  Object.keys(lockfile.packages['']?.optionalDependencies ?? {}).filter((name) => {
    const locked = lockfile.packages[`node_modules/${name}`];
    // Whether a C library fits is npm's to judge.
    return (
      locked !== undefined &&
      locked.libc === undefined &&
      allows(locked.os, process.platform) &&
      allows(locked.cpu, process.arch)
    );
  });
