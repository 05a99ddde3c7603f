import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { PortError } from '../../../port-error.ts';
import type { PullRequest } from '../../../ports.ts';
import { sourceBranchOf } from '../../../source-control/source-branch.ts';
import type { Commit, Pull } from './git-answers.ts';
import { NOTHING, type RepositoryGit } from './repository-git.ts';
import { changesTo } from './tree-changes.ts';
import { carriesKey, clearAfter, clearChain, writeCommit } from './write-commit.ts';

const MAIN = 'refs/heads/main';
const MAX_TITLE = 400;
const MAX_DESCRIPTION = 4_000;

const refOf = (key: string): string => `refs/heads/${sourceBranchOf(key)}`;

const requestOf = (key: string, { id, status, commit }: Pull): PullRequest => ({
  id,
  status,
  sourceBranch: sourceBranchOf(key),
  commit,
});

/** The newest pull request of a key. */
export const findPullRequest = async (git: RepositoryGit, key: string): Promise<PullRequest | undefined> => {
  const [newest] = await git.pulls(refOf(key));
  return newest && requestOf(key, newest);
};

type Proposal = {
  repository: string;
  key: string;
  message: string;
  workItemIds: readonly number[];
  files: readonly GeneratedFile[];
  maxPushBytes: number;
};

const refuseForeign = (repository: string, branch: string): never => {
  throw new PortError(
    'invalid-configuration',
    `Branch ${branch} of ${repository} was kept: it holds commits that are not of the factory. Remove it by hand if it shall go.`,
  );
};

const isInHistory = async (git: RepositoryGit, tip: string, commit: string): Promise<boolean> => {
  for await (const { id } of git.history(tip)) if (id === commit) return true;
  return false;
};

/** The branch of a key, with the commit of it; `undefined` where somebody else was about it. */
const branchWithCommit = async (
  git: RepositoryGit,
  main: string,
  { repository, key, message, files, maxPushBytes }: Proposal,
  tip: string | undefined,
): Promise<true | undefined> => {
  const branch = refOf(key);
  const base = tip ?? main;
  if (tip !== undefined) {
    const made = await git.commit(tip);
    if (carriesKey(made, key)) {
      await clearAfter(git, made, { key, branch });
      return true;
    }
    // Made, and not pushed to yet: that of a try that ended, or of one that goes on.
    if (!(await isInHistory(git, main, tip))) return refuseForeign(repository, sourceBranchOf(key));
  }
  const changes = changesTo(await git.files(base), files);
  if (changes.length === 0)
    throw new PortError(
      'invalid-configuration',
      `There is nothing to propose: main of ${repository} holds these files.`,
    );
  if (tip === undefined && !(await git.move(branch, NOTHING, base)).moved) return undefined;
  const pushed = await writeCommit(git, base, { branch, key, message }, changes, maxPushBytes);
  return pushed.moved ? true : undefined;
};

const open = async (
  git: RepositoryGit,
  { key, message, workItemIds }: Proposal,
): Promise<Pull | undefined> => {
  const [title = '', ...rest] = message.split('\n');
  return git.openPull({
    sourceRefName: refOf(key),
    targetRefName: MAIN,
    title: title.slice(0, MAX_TITLE),
    description: rest.join('\n').trim().slice(0, MAX_DESCRIPTION),
    workItemRefs: [...new Set(workItemIds)].toSorted((a, b) => a - b).map((id) => ({ id: String(id) })),
  });
};

/** Proposes a commit on top of `main`, or answers what was proposed; `undefined` where somebody else was about it. */
export const openPullRequest = async (
  git: RepositoryGit,
  proposal: Proposal,
): Promise<PullRequest | undefined> => {
  const { repository, key } = proposal;
  const [newest] = await git.pulls(refOf(key));
  if (newest && newest.status !== 'abandoned') return requestOf(key, newest);
  const main = await git.tip(MAIN);
  if (main === undefined)
    throw new PortError('invalid-configuration', `${repository} has no branch main to propose a change to.`);
  let tip = await git.tip(refOf(key));
  if (tip !== undefined && tip === newest?.commit) {
    // Of the one that was abandoned.
    if (!(await git.move(refOf(key), tip, NOTHING)).moved) return undefined;
    tip = undefined;
  }
  if (!(await branchWithCommit(git, main, proposal, tip))) return undefined;
  const opened = await open(git, proposal);
  return opened && requestOf(key, opened);
};

const refuseCompleted = (repository: string, { id, commit }: Pull): never => {
  throw new PortError(
    'invalid-configuration',
    `Pull request ${id} of ${repository} was kept: it is completed, its commit ${commit.slice(0, 10)} is on main. Revert it by hand if it shall go.`,
  );
};

const checkBranch = (repository: string, { id }: Pull, tip: Commit | undefined, key: string): void => {
  if (tip && !carriesKey(tip, key))
    throw new PortError(
      'invalid-configuration',
      `Pull request ${id} of ${repository} was kept: somebody committed to its branch ${sourceBranchOf(key)}. Abandon it by hand if it shall go.`,
    );
};

/** Removes what a try left that did not come to a pull request. */
const clearUnopened = async (git: RepositoryGit, key: string): Promise<void> => {
  const [tip, main] = [await git.tip(refOf(key)), await git.tip(MAIN)];
  if (tip === undefined) return;
  const isOurs =
    carriesKey(await git.commit(tip), key) || (main !== undefined && (await isInHistory(git, main, tip)));
  if (isOurs) await git.move(refOf(key), tip, NOTHING);
};

/** Answers whether there was an active one. */
export const abandonPullRequest = async (
  git: RepositoryGit,
  repository: string,
  key: string,
): Promise<boolean> => {
  await clearChain(git, { key, branch: refOf(key) });
  const [newest] = await git.pulls(refOf(key));
  if (newest?.status === 'completed') return refuseCompleted(repository, newest);
  if (newest?.status !== 'active') {
    await clearUnopened(git, key);
    return false;
  }
  const tip = await git.tip(refOf(key));
  checkBranch(repository, newest, tip === undefined ? undefined : await git.commit(tip), key);
  await git.abandonPull(newest.id);
  if (tip !== undefined) await git.move(refOf(key), tip, NOTHING);
  return true;
};
