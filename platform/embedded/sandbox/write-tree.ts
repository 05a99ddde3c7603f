import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { bytesOf } from '../../../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import { criticalError } from '../../port-error.ts';
import { confinedPath } from './confined-path.ts';

/** Folders that the tools and git make; a generated file in one of them would change what they do. */
const RESERVED = new Set(['node_modules', '.git']);

/**
 * Writes generated files below an empty folder. A path that leaves it, or lies in a tool's folder, is `critical`. The folder
 * becomes the root of a repository, empty as that is: tools look for ignore files above them up to there and no further.
 */
export const writeTree = async (directory: string, files: readonly GeneratedFile[]): Promise<void> => {
  const targets = files.map((file) => {
    const { path } = file;
    if (path.split('/').some((part) => RESERVED.has(part.toLowerCase()))) {
      throw criticalError('path-escape', `A generated file may not be written to ${JSON.stringify(path)}.`);
    }
    return { target: confinedPath(directory, path), content: bytesOf(file) };
  });
  const folders = new Set([
    directory,
    join(directory, '.git'),
    ...targets.map(({ target }) => dirname(target)),
  ]);
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(targets.map(({ target, content }) => writeFile(target, content)));
};
