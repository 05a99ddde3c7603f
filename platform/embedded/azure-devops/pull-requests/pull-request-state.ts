import type { PullRequestState } from '../../../../factory/domain/pull-request.ts';
import { headOf } from '../source-control/bare-repository.ts';
import { runGit } from '../source-control/run-git.ts';
import { mergeStatusOf } from './merge.ts';
import type { PullRequestRecord } from './pull-request-record.ts';

/** Whether a commit is at or below another. */
export const isBelow = async (gitDirectory: string, commit: string, tip: string): Promise<boolean> => {
  const { exitCode } = await runGit([
    `--git-dir=${gitDirectory}`,
    'merge-base',
    '--is-ancestor',
    commit,
    tip,
  ]);
  return exitCode === 0;
};

/** The record with what git says now: an active one is where its branch is; whose commits reached the target is completed. */
export const present = async (
  gitDirectory: string,
  record: PullRequestRecord,
): Promise<PullRequestRecord> => {
  if (record.status !== 'active') return record;
  const [source, target] = [
    await headOf(gitDirectory, record.sourceBranch),
    await headOf(gitDirectory, record.targetBranch),
  ];
  const commit = source?.commit ?? record.commit;
  const isMerged = target !== undefined && (await isBelow(gitDirectory, commit, target.commit));
  return { ...record, commit, status: isMerged ? 'completed' : 'active' };
};

/** A pull request as the port answers it. */
export const stateOf = async (gitDirectory: string, given: PullRequestRecord): Promise<PullRequestState> => {
  const { key: _, threads: __, statuses: ___, ...record } = await present(gitDirectory, given);
  const target = await headOf(gitDirectory, record.targetBranch);
  return {
    ...record,
    mergeStatus:
      record.status === 'completed'
        ? 'succeeded'
        : await mergeStatusOf(gitDirectory, target?.commit, record.commit),
  };
};
