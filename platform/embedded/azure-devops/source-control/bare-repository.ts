import { createHash } from 'node:crypto';

import { bytesOf } from '../../../../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { KEY_TRAILER } from '../../../source-control/commit-message.ts';
import { gitOutput } from './run-git.ts';

/** A commit and its tree, by object id. */
export type Revision = { commit: string; tree: string };

const UNIT = '\u001f';

/** What a branch points to; `undefined` before the first commit. */
export const headOf = async (gitDirectory: string, branch = 'main'): Promise<Revision | undefined> => {
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'for-each-ref',
    '--format=%(objectname) %(tree)',
    `refs/heads/${branch}`,
  ]);
  const [commit, tree] = output.trim().split(' ');
  return commit && tree ? { commit, tree } : undefined;
};

/** The commit at or below `head` that carries the key as a trailer. */
export const findByKey = async (
  gitDirectory: string,
  head: Revision,
  key: string,
): Promise<Revision | undefined> => {
  const trailers = `%(trailers:key=${KEY_TRAILER},valueonly,unfold,separator=%x1f)`;
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'log',
    `--format=%H%x1f%T%x1f${trailers}`,
    head.commit,
  ]);
  for (const line of output.split('\n')) {
    const [commit, tree, ...keys] = line.split(UNIT);
    if (commit && tree && keys.includes(key)) return { commit, tree };
  }
  return undefined;
};

const blobId = (file: GeneratedFile): string => {
  const bytes = bytesOf(file);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
};

/** Whether a commit's tree holds exactly these files. */
export const holdsExactly = async (
  gitDirectory: string,
  { commit }: Revision,
  files: readonly GeneratedFile[],
): Promise<boolean> => {
  const output = await gitOutput([`--git-dir=${gitDirectory}`, 'ls-tree', '-r', '-z', '--full-tree', commit]);
  const present = new Set(output.split('\0').filter(Boolean));
  return (
    present.size === files.length &&
    files.every((file) => present.has(`100644 blob ${blobId(file)}\t${file.path}`))
  );
};
