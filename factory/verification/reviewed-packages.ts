import { readAsset } from '../assets.ts';

/** The lockfile that every generated service's own is derived from: what is in it was reviewed. */
const LOCKFILE = 'generators/typescript/template/package-lock.json';

/** Names of the packages that a generated service may install. */
export const reviewedPackages = (): string[] => {
  const { packages } = JSON.parse(readAsset(LOCKFILE)) as { packages: Record<string, unknown> };
  const folder = 'node_modules/';
  return Object.keys(packages)
    .filter((path) => path.includes(folder))
    .map((path) => path.slice(path.lastIndexOf(folder) + folder.length));
};
