import type { RepositoryTree, TreeFile } from '../../../../factory/domain/pull-request.ts';
import { placeOfVersion } from '../../../source-control/reference.ts';
import {
  contentOf,
  refuseManyBytes,
  refuseManyFiles,
  TREE_LIMITS,
} from '../../../source-control/tree-content.ts';
import { gitBytes, gitOutput, runGit } from './run-git.ts';

type Entry = Omit<TreeFile, 'content'> & { size: number };

const kindOf = (mode: string): TreeFile['kind'] => {
  if (mode === '160000') return 'submodule';
  return mode === '120000' ? 'link' : 'file';
};

/** The commit that a version names; `undefined` where there is none. */
export const commitAt = async (gitDirectory: string, at: string): Promise<string | undefined> => {
  const place = placeOfVersion(at);
  const name = 'commit' in place ? place.commit : place.reference;
  const { exitCode, stdout } = await runGit([
    `--git-dir=${gitDirectory}`,
    'rev-parse',
    '--verify',
    '--quiet',
    `${name}^{commit}`,
  ]);
  return exitCode === 0 ? stdout.trim() : undefined;
};

/** Files of a commit, links and submodules among them, by `git ls-tree`. */
const entriesOf = async (gitDirectory: string, commit: string): Promise<Entry[]> => {
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'ls-tree',
    '-r',
    '-l',
    '-z',
    '--full-tree',
    commit,
  ]);
  return output
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , object = '', size = ''] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), kind: kindOf(mode), object, size: Number(size) };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
};

const isRead = ({ kind, size }: Entry): boolean => kind === 'file' && size <= TREE_LIMITS.fileBytes;

/** Blobs by id, as `git cat-file --batch` writes them: a line `<id> blob <size>`, the bytes, a line's end. */
const readBlobs = async (gitDirectory: string, ids: readonly string[]): Promise<Map<string, Buffer>> => {
  const output = await gitBytes(
    [`--git-dir=${gitDirectory}`, 'cat-file', '--batch'],
    Buffer.from(ids.map((id) => `${id}\n`).join('')),
  );
  const blobs = new Map<string, Buffer>();
  for (let from = 0; from < output.length;) {
    const end = output.indexOf('\n', from);
    const [id = '', , size = '0'] = output.toString('latin1', from, end).split(' ');
    blobs.set(id, output.subarray(end + 1, end + 1 + Number(size)));
    from = end + 1 + Number(size) + 1;
  }
  return blobs;
};

/** What a repository holds at a version; `undefined` where there is no such. */
export const readTree = async (
  gitDirectory: string,
  repository: string,
  at: string,
): Promise<RepositoryTree | undefined> => {
  const commit = await commitAt(gitDirectory, at);
  if (commit === undefined) return undefined;
  const entries = await entriesOf(gitDirectory, commit);
  refuseManyFiles(repository, entries.length);
  const read = entries.filter(isRead);
  refuseManyBytes(
    repository,
    read.reduce((sum, { size }) => sum + size, 0),
  );
  const blobs = await readBlobs(gitDirectory, [...new Set(read.map(({ object }) => object))]);
  return {
    commit,
    files: entries.map((entry) => {
      const { path, kind, object } = entry;
      const bytes = isRead(entry) ? blobs.get(object) : undefined;
      const content = bytes && contentOf(path, bytes);
      return { path, kind, object, ...(content === undefined ? {} : { content }) };
    }),
  };
};
