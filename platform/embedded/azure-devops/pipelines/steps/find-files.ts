import { globSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/** Absolute paths of the files below a folder that a pattern, relative to it or absolute, matches; packages left out. */
export const findFiles = (folder: string, pattern: string): string[] => {
  const root = realpathSync(folder) + sep;
  return globSync(pattern, { cwd: folder, exclude: (path) => path.endsWith('node_modules') })
    .map((file) => realpathSync(resolve(folder, file)))
    .filter((file) => file.startsWith(root));
};
