import { isAbsolute, join, normalize, sep } from 'node:path';

import { criticalError } from '../../port-error.ts';

/** Absolute form of a path below `root`. Anything that would leave it is `critical`; links are not followed here. */
export const confinedPath = (root: string, path: string): string => {
  const inside = normalize(path);
  const leaves = isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`);
  if (leaves || path === '' || path.includes('\0') || path.includes('\\')) {
    throw criticalError('path-escape', `The path ${JSON.stringify(path)} leads out of the tree.`);
  }
  return join(root, inside);
};
