import type { GeneratedFile } from '../../domain/artifact.ts';
import type { ExtensionArchive } from './extension-archives.ts';
import { TESTING, SCOPE } from './packages.ts';
import type { LockedPackage } from './template-lock.ts';

/** How a service refers to the packages: archives that it carries, or the customer's feed. */
export type PackageReferences = {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  /** Entries of the lockfile. */
  locked: Record<string, LockedPackage>;
  /** Archives and settings that the repository holds for it. */
  files: GeneratedFile[];
};

/** Folder of the archives in a service's repository. */
const VENDOR = 'vendor';

const isForTests = ({ manifest }: ExtensionArchive): boolean => manifest.name === `${SCOPE}/${TESTING}`;

const entries = <T>(archives: readonly ExtensionArchive[], value: (archive: ExtensionArchive) => T) =>
  Object.fromEntries(archives.map((archive) => [archive.manifest.name, value(archive)] as const));

/**
 * References to packages. Without a feed the service carries the archives, and installs them offline; with one it names
 * versions, and the lockfile's integrity still says which bytes are meant.
 */
export const packageReferences = (
  archives: readonly ExtensionArchive[],
  feed: string | undefined,
): PackageReferences => {
  const version = ({ manifest, file }: ExtensionArchive): string =>
    feed === undefined ? `file:${VENDOR}/${file.path}` : manifest.version;
  const locked = ({ manifest, file, integrity }: ExtensionArchive) => [
    `node_modules/${manifest.name}`,
    {
      version: manifest.version,
      ...(feed === undefined ? { resolved: `file:${VENDOR}/${file.path}` } : {}),
      integrity,
      ...(isForTests({ manifest, file, integrity }) ? { dev: true } : {}),
      license: manifest.license,
      dependencies: manifest.dependencies,
      engines: manifest.engines,
      ...(manifest.peerDependencies ? { peerDependencies: manifest.peerDependencies } : {}),
    },
  ];
  return {
    dependencies: entries(
      archives.filter((archive) => !isForTests(archive)),
      version,
    ),
    devDependencies: entries(archives.filter(isForTests), version),
    locked: Object.fromEntries(archives.map(locked)),
    files:
      feed === undefined ? archives.map(({ file }) => ({ ...file, path: `${VENDOR}/${file.path}` })) : [],
  };
};
