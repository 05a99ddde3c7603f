import { PortError } from '../../../port-error.ts';
import { findByKey, headOf } from './bare-repository.ts';
import { runGit } from './run-git.ts';
import { clearStaleLocks } from './stale-locks.ts';

/** How often it starts over because a commit came between or git was killed. */
const MAX_ATTEMPTS = 5;

const parentOf = async (gitDirectory: string, commit: string): Promise<string | undefined> => {
  const { exitCode, stdout } = await runGit([
    `--git-dir=${gitDirectory}`,
    'rev-parse',
    '--verify',
    '--quiet',
    `${commit}^`,
  ]);
  return exitCode === 0 ? stdout.trim() : undefined;
};

/** Whether a commit was there at a point of the history. */
const contains = async (
  gitDirectory: string,
  point: string | undefined,
  commit: string,
): Promise<boolean> => {
  if (point === undefined) return false;
  const { exitCode } = await runGit([
    `--git-dir=${gitDirectory}`,
    'merge-base',
    '--is-ancestor',
    commit,
    point,
  ]);
  return exitCode === 0;
};

/** Moves `main` from the commit of a key to its parent, in one step and only from there; the first commit leaves no branch. */
export const resetMain = async (
  gitDirectory: string,
  { repository, key, before }: { repository: string; key: string; before: string | undefined },
): Promise<boolean> => {
  let reason = '';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const head = await headOf(gitDirectory);
    const made = head && (await findByKey(gitDirectory, head, key));
    if (!head || !made || (await contains(gitDirectory, before, made.commit))) return false;
    if (made.commit !== head.commit) {
      throw new PortError(
        'invalid-configuration',
        `Branch main of ${repository} was kept: somebody committed on top of ${made.commit.slice(0, 10)}, it is at ${head.commit.slice(0, 10)} now. Revert the commit by hand if it shall go.`,
      );
    }
    const parent = await parentOf(gitDirectory, head.commit);
    const change = parent === undefined ? ['-d', 'refs/heads/main'] : ['refs/heads/main', parent];
    const { exitCode, stderr } = await runGit([
      `--git-dir=${gitDirectory}`,
      'update-ref',
      ...change,
      head.commit,
    ]);
    if (exitCode === 0) return true;
    reason = stderr.trim().slice(-1_000);
    await clearStaleLocks(gitDirectory);
  }
  throw new PortError(
    'transient',
    `Branch main of ${repository} could not be moved. Try again. git: ${reason}`,
  );
};
