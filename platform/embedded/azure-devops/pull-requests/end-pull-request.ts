import { PortError } from '../../../port-error.ts';
import { blockingVotes } from '../../../pull-requests/blockers.ts';
import {
  hasConflicts,
  isBlocked,
  isCompleted,
  isStaleCommit,
  noBranch,
  notActive,
} from '../../../pull-requests/refusals.ts';
import { KEY_TRAILER } from '../../../source-control/commit-message.ts';
import { headOf } from '../source-control/bare-repository.ts';
import { ZEROS } from '../source-control/change-refs.ts';
import { onlyOneOf } from '../source-control/pull-request-refs.ts';
import { gitOutput } from '../source-control/run-git.ts';
import { mergedTree, refuseOldGit, writeMerge } from './merge.ts';
import type { Place } from './open-pull-request.ts';
import { changeRecord, type PullRequestRecord } from './pull-request-record.ts';
import { present } from './pull-request-state.ts';

type Kept = Place & { read: () => Promise<{ record: PullRequestRecord; blob: string }> };

/** What may be completed, at the commit that was looked at. */
const refuseEnd = (repository: string, record: PullRequestRecord, commit: string): void => {
  const { id } = record;
  if (record.commit !== commit) throw isStaleCommit(repository, id, commit, record.commit);
  if (record.status === 'abandoned') throw notActive(repository, record);
  const blockers = blockingVotes(record.reviewers);
  if (blockers.length > 0) throw isBlocked(repository, id, blockers);
};

/** Brings a pull request to its target in one commit more; target, branch and record change in one step. */
export const completeRecord = async (place: Kept, commit: string): Promise<PullRequestRecord> => {
  const { gitDirectory, repository, author, at } = place;
  return changeRecord(gitDirectory, place.read, async (kept) => {
    const record = await present(gitDirectory, kept);
    const { id, title, sourceBranch, targetBranch } = record;
    if (record.status === 'completed' && record.commit === commit) return undefined;
    refuseEnd(repository, record, commit);
    const onto = (await headOf(gitDirectory, targetBranch))?.commit;
    if (onto === undefined) throw noBranch(repository, targetBranch);
    const merged = await mergedTree(gitDirectory, onto, commit);
    if (merged === 'unknown') return refuseOldGit();
    if (merged === 'conflicts') throw hasConflicts(repository, id);
    const mergeCommit = await writeMerge(gitDirectory, {
      tree: merged.tree,
      parents: [onto, commit],
      author,
      at,
      message: `Merged PR ${id}: ${title}`,
    });
    return {
      record: { ...record, status: 'completed', mergeCommit },
      refs: [
        `update refs/heads/${targetBranch} ${mergeCommit} ${onto}`,
        `delete refs/heads/${sourceBranch} ${commit}`,
        `delete ${onlyOneOf(sourceBranch)}`,
      ],
    };
  });
};

const isOurs = async (gitDirectory: string, commit: string): Promise<boolean> => {
  const trailers = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'show',
    '--no-patch',
    `--format=%(trailers:key=${KEY_TRAILER},valueonly,unfold)`,
    commit,
  ]);
  return trailers.trim() !== '';
};

/** Answers whether it was active. */
export const abandonRecord = async ({ gitDirectory, repository, read }: Kept): Promise<boolean> => {
  let wasActive = false;
  await changeRecord(gitDirectory, read, async (kept) => {
    wasActive = false;
    const record = await present(gitDirectory, kept);
    const { id, commit, sourceBranch, status } = record;
    if (status === 'completed') throw isCompleted(repository, record);
    if (status === 'abandoned') return undefined;
    if (!(await isOurs(gitDirectory, commit)))
      throw new PortError(
        'invalid-configuration',
        `Pull request ${id} of ${repository} was kept: somebody committed to its branch ${sourceBranch}. Abandon it by hand if it shall go.`,
      );
    wasActive = true;
    const isThere = (await headOf(gitDirectory, sourceBranch)) !== undefined;
    return {
      record: { ...record, status: 'abandoned' },
      refs: [
        ...(isThere ? [`delete refs/heads/${sourceBranch} ${commit}`] : []),
        `delete ${onlyOneOf(sourceBranch)}`,
      ],
    };
  });
  return wasActive;
};

/** Makes an abandoned one active again, with its branch. */
export const reopenRecord = async ({ gitDirectory, repository, read }: Kept): Promise<PullRequestRecord> =>
  changeRecord(gitDirectory, read, async (kept) => {
    const record = await present(gitDirectory, kept);
    const { commit, sourceBranch, status } = record;
    if (status === 'active') return undefined;
    if (status === 'completed') throw isCompleted(repository, record);
    const tip = await headOf(gitDirectory, sourceBranch);
    if (tip !== undefined && tip.commit !== commit)
      throw new PortError(
        'invalid-configuration',
        `Pull request ${record.id} of ${repository} was not opened again: another one has its branch ${sourceBranch}.`,
      );
    return {
      record: { ...record, status: 'active' },
      refs: [
        ...(tip ? [] : [`update refs/heads/${sourceBranch} ${commit} ${ZEROS}`]),
        `create ${onlyOneOf(sourceBranch)} ${commit}`,
      ],
    };
  });
