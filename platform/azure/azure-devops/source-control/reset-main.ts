import { PortError } from '../../../port-error.ts';
import { NOTHING, type RepositoryGit } from './repository-git.ts';
import { clearChain, commitBefore, findByKey } from './write-commit.ts';

const MAIN = 'refs/heads/main';

/** Whether a commit was there at a point of the history. */
const contains = async (git: RepositoryGit, point: string | undefined, commit: string): Promise<boolean> => {
  if (point === undefined) return false;
  for await (const { id } of git.history(point)) if (id === commit) return true;
  return false;
};

/**
 * Moves `main` from the commit of a key to what was before it, in one step and only from there. `undefined`: it was moved by
 * somebody else meanwhile. Needs the permission to force a push.
 */
export const resetMain = async (
  git: RepositoryGit,
  { repository, key, before }: { repository: string; key: string; before: string | undefined },
): Promise<boolean | undefined> => {
  await clearChain(git, { key, branch: MAIN });
  const head = await git.tip(MAIN);
  const made = head === undefined ? undefined : await findByKey(git, head, key);
  if (head === undefined || !made || (await contains(git, before, made.id))) return false;
  if (made.id !== head)
    throw new PortError(
      'invalid-configuration',
      `Branch main of ${repository} was kept: somebody committed on top of ${made.id.slice(0, 10)}, it is at ${head.slice(0, 10)} now. Revert the commit by hand if it shall go.`,
    );
  const { moved } = await git.move(MAIN, head, (await commitBefore(git, made, key)) ?? NOTHING);
  return moved ? true : undefined;
};
