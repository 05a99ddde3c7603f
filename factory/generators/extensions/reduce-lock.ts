import type { LockedPackage } from './template-lock.ts';

const MODULES = 'node_modules/';

type Packages = Record<string, LockedPackage>;

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

const namesOf = (entry: LockedPackage): string[] =>
  KINDS.flatMap((kind) => Object.keys((entry[kind] as Record<string, string> | undefined) ?? {}));

/** Where Node finds a package that the one at `from` asks for: the nearest `node_modules` upwards. */
const locate = (packages: Packages, from: string, name: string): string | undefined => {
  for (let folder = from; ;) {
    const path = folder === '' ? `${MODULES}${name}` : `${folder}/${MODULES}${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
    const outer = folder.lastIndexOf(`/${MODULES}`);
    folder = outer < 0 ? '' : folder.slice(0, outer);
  }
};

/** The entries of a lockfile that its root still reaches; in the lockfile's order. */
export const reduceLock = <Root extends LockedPackage>(
  packages: Packages & { '': Root },
): Packages & { '': Root } => {
  const reached = new Set(['']);
  for (const path of reached) {
    // The root alone installs what only its development needs.
    const { devDependencies: _, ...rest } = packages[path] ?? {};
    for (const name of namesOf(path === '' ? (packages[''] ?? {}) : rest)) {
      const found = locate(packages, path, name);
      if (found !== undefined) reached.add(found);
    }
  }
  return Object.fromEntries(Object.entries(packages).filter(([path]) => reached.has(path))) as Packages & {
    '': Root;
  };
};
