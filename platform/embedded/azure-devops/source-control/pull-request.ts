import { PortError } from '../../../port-error.ts';
import type { PullRequest } from '../../../ports.ts';
import { KEY_TRAILER } from '../../../source-control/commit-message.ts';
import { sourceBranchOf } from '../../../source-control/source-branch.ts';
import { changeRefs, ZEROS } from './change-refs.ts';
import { onlyOneOf, PULL_REFS } from './pull-request-refs.ts';
import { gitOutput, runGit } from './run-git.ts';

/**
 * A pull request is its refs: `refs/pull/<number>/<status>` at the proposed commit, which carries title, description and key,
 * the branch that it comes from, and while it is active one by which a second of its key is refused. They change in one step.
 */
const UNIT = '\u001f';

type Kept = PullRequest & { key: string };

const keptStatus = (status: string | undefined): PullRequest['status'] =>
  status === 'abandoned' ? 'abandoned' : 'active';

const isInMain = async (gitDirectory: string, commit: string): Promise<boolean> => {
  const { exitCode } = await runGit([
    `--git-dir=${gitDirectory}`,
    'merge-base',
    '--is-ancestor',
    commit,
    'refs/heads/main',
  ]);
  return exitCode === 0;
};

const keptRequests = async (gitDirectory: string): Promise<Kept[]> => {
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'for-each-ref',
    `--format=%(refname)${UNIT}%(objectname)${UNIT}%(trailers:key=${KEY_TRAILER},valueonly,unfold)`,
    PULL_REFS,
  ]);
  return output
    .split('\n')
    .map((line) => line.split(UNIT))
    .flatMap(([ref = '', commit = '', key = '']) => {
      const [id, status] = ref.slice(PULL_REFS.length + 1).split('/');
      return key === ''
        ? []
        : [{ id: Number(id), status: keptStatus(status), sourceBranch: sourceBranchOf(key), commit, key }];
    })
    .toSorted((a, b) => b.id - a.id);
};

/** The newest pull request of a key. One whose commit reached `main` is completed. */
export const findPullRequest = async (
  gitDirectory: string,
  key: string,
): Promise<PullRequest | undefined> => {
  const found = (await keptRequests(gitDirectory)).find((request) => request.key === key);
  if (!found) return undefined;
  const { key: _, ...request } = found;
  const isCompleted = request.status === 'active' && (await isInMain(gitDirectory, request.commit));
  return isCompleted ? { ...request, status: 'completed' } : request;
};

/** The number of the next pull request of a repository, whatever made those before. */
export const nextNumber = async (gitDirectory: string): Promise<number> => {
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'for-each-ref',
    '--format=%(refname:lstrip=2)',
    PULL_REFS,
  ]);
  const numbers = output.split('\n').map((name) => Number(name.split('/')[0]));
  return Math.max(0, ...numbers) + 1;
};

/** Takes the next number for a commit; false when another one took it first, or was first with the key. */
export const openRequest = async (gitDirectory: string, key: string, commit: string): Promise<boolean> => {
  const id = await nextNumber(gitDirectory);
  return changeRefs(gitDirectory, [
    `verify ${PULL_REFS}/${id}/record ${ZEROS}`,
    `create ${PULL_REFS}/${id}/active ${commit}`,
    `create ${onlyOneOf(sourceBranchOf(key))} ${commit}`,
  ]);
};

/** Answers whether there was an active one. */
export const abandonRequest = async (
  gitDirectory: string,
  repository: string,
  key: string,
): Promise<boolean> => {
  const request = await findPullRequest(gitDirectory, key);
  if (!request || request.status === 'abandoned') return false;
  const { id, commit, sourceBranch, status } = request;
  if (status === 'completed') {
    throw new PortError(
      'invalid-configuration',
      `Pull request ${id} of ${repository} was kept: it is completed, its commit ${commit.slice(0, 10)} is on main. Revert it by hand if it shall go.`,
    );
  }
  const isDone = await changeRefs(gitDirectory, [
    `create ${PULL_REFS}/${id}/abandoned ${commit}`,
    `delete ${PULL_REFS}/${id}/active ${commit}`,
    `delete ${onlyOneOf(sourceBranch)} ${commit}`,
    `delete refs/heads/${sourceBranch} ${commit}`,
  ]);
  if (isDone) return true;
  throw new PortError(
    'invalid-configuration',
    `Pull request ${id} of ${repository} was kept: somebody committed to its branch ${sourceBranch}. Abandon it by hand if it shall go.`,
  );
};
