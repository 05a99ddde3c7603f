import type { PullRequestReviewer } from '../../factory/domain/pull-request.ts';

/** What votes keep a pull request from being completed, whatever its branch's policies. */
export const blockingVotes = (reviewers: readonly PullRequestReviewer[]): string[] => [
  ...(reviewers.some(({ required, vote }) => required && vote !== 'approved') ? ['Required reviewers'] : []),
  ...(reviewers.some(({ vote }) => vote === 'rejected') ? ['Rejection by a reviewer'] : []),
];
