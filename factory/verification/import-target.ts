import { posix } from 'node:path';

/** Where an import leads: a file of the tree, a package, or a module of Node. */
export type Target =
  { kind: 'file'; path: string } | { kind: 'package'; name: string } | { kind: 'node'; name: string };

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Resolves a specifier as Node does for a generated tree: relative paths and `#connectsoft/*` are files. */
export const importTarget = (from: string, specifier: string): Target => {
  if (specifier.startsWith('.')) {
    return { kind: 'file', path: posix.normalize(posix.join(posix.dirname(from), specifier)) };
  }
  if (specifier.startsWith('#connectsoft/')) {
    return { kind: 'file', path: `libs/connectsoft/${specifier.slice('#connectsoft/'.length)}.ts` };
  }
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier.slice('node:'.length) };
  return { kind: 'package', name: packageName(specifier) };
};
