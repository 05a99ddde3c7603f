import { createHash } from 'node:crypto';

import { bytesOf } from '../../../../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { Change } from './repository-git.ts';

const blobId = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/**
 * What makes a tree hold exactly these files: deletions first, then the rest by path. `there` are the blobs of the tree by
 * path. The mode of a file is no part of it: a push makes files of mode 100644, and leaves that of one that it edits.
 */
export const changesTo = (there: ReadonlyMap<string, string>, files: readonly GeneratedFile[]): Change[] => {
  const wanted = new Set(files.map(({ path }) => path));
  const deleted = [...there.keys()].filter((path) => !wanted.has(path));
  const written = files.flatMap((file): Change[] => {
    const bytes = bytesOf(file);
    const { path } = file;
    if (there.get(path) === blobId(bytes)) return [];
    return [{ changeType: there.has(path) ? 'edit' : 'add', path, bytes }];
  });
  return [
    ...deleted.toSorted().map((path): Change => ({ changeType: 'delete', path })),
    ...written.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  ];
};

/** Of a change in the body of a push: what base64 and JSON make of it. */
const sizeOf = (change: Change): number =>
  200 + change.path.length * 2 + ('bytes' in change ? Math.ceil(change.bytes.length / 3) * 4 : 0);

/** Cuts changes into pushes below a size, in their order; a change that is larger by itself gets a push of its own. */
export const splitChanges = (changes: readonly Change[], maxBytes: number): Change[][] => {
  const pushes: Change[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    const added = sizeOf(change);
    if (size + added > maxBytes) {
      pushes.push([]);
      size = 0;
    }
    pushes.at(-1)?.push(change);
    size += added;
  }
  return pushes;
};
