import type { MergeStatus } from '../../../../factory/domain/pull-request.ts';
import { PortError } from '../../../port-error.ts';
import type { Author } from '../source-control/fast-import.ts';
import { gitOutput, runGit } from '../source-control/run-git.ts';

/** What merging two commits gives; `unknown` where git is too old to say. */
export const mergedTree = async (
  gitDirectory: string,
  onto: string,
  from: string,
): Promise<{ tree: string } | 'conflicts' | 'unknown'> => {
  const { exitCode, stdout } = await runGit([
    `--git-dir=${gitDirectory}`,
    'merge-tree',
    '--write-tree',
    '--no-messages',
    onto,
    from,
  ]);
  if (exitCode === 0) return { tree: stdout.trim() };
  return exitCode === 1 ? 'conflicts' : 'unknown';
};

export const mergeStatusOf = async (
  gitDirectory: string,
  onto: string | undefined,
  from: string,
): Promise<MergeStatus> => {
  if (onto === undefined) return 'queued';
  const merged = await mergedTree(gitDirectory, onto, from);
  if (merged === 'unknown') return 'queued';
  return merged === 'conflicts' ? 'conflicts' : 'succeeded';
};

export const refuseOldGit = (): never => {
  throw new PortError(
    'invalid-configuration',
    'This git cannot merge by itself. Install Git 2.38 or newer, or merge the pull request by hand.',
  );
};

/** Writes a commit that brings a branch to another, which nothing leads to yet; answers its id. */
export const writeMerge = async (
  gitDirectory: string,
  input: { tree: string; parents: readonly string[]; author: Author; at: Date; message: string },
): Promise<string> => {
  const { tree, parents, author, at, message } = input;
  const who = `${author.name} <${author.email}> ${Math.floor(at.getTime() / 1000)} +0000`;
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    message,
    '',
  ];
  const written = await gitOutput(
    [`--git-dir=${gitDirectory}`, 'hash-object', '-t', 'commit', '-w', '--stdin'],
    Buffer.from(lines.join('\n')),
  );
  return written.trim();
};
