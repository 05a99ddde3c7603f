import type { PullRequestState } from '../../factory/domain/pull-request.ts';
import { PortError } from '../port-error.ts';

const refusal = (message: string): PortError => new PortError('invalid-configuration', message);

export const noPullRequest = (repository: string, id: number): PortError =>
  refusal(`There is no pull request ${id} in ${repository}.`);

export const noThread = (repository: string, id: number, thread: number): PortError =>
  refusal(`Pull request ${id} of ${repository} has no thread ${thread}.`);

export const noReviewer = (uniqueName: string): PortError =>
  refusal(
    `${JSON.stringify(uniqueName)} is nobody who can review: give the e-mail address or unique name of one user.`,
  );

export const notActive = (
  repository: string,
  { id, status }: Pick<PullRequestState, 'id' | 'status'>,
): PortError => refusal(`Pull request ${id} of ${repository} is ${status}: it cannot be changed.`);

export const isCompleted = (
  repository: string,
  { id, commit }: Pick<PullRequestState, 'id' | 'commit'>,
): PortError =>
  refusal(
    `Pull request ${id} of ${repository} was kept: it is completed, its commit ${commit.slice(0, 10)} is on its target. Revert it by hand if it shall go.`,
  );

export const isStaleCommit = (repository: string, id: number, commit: string, present: string): PortError =>
  refusal(
    `Pull request ${id} of ${repository} was not completed: its branch is at ${present.slice(0, 10)}, not at ${commit.slice(0, 10)} any more. Look at what was added.`,
  );

export const hasConflicts = (repository: string, id: number): PortError =>
  refusal(`Pull request ${id} of ${repository} was not completed: it conflicts with its target branch.`);

export const isBlocked = (repository: string, id: number, policies: readonly string[]): PortError =>
  refusal(
    `Pull request ${id} of ${repository} was not completed: ${policies.join(', ')} must be satisfied first.`,
  );

export const nothingToPropose = (repository: string, branch: string): PortError =>
  refusal(`There is nothing to propose: ${branch} of ${repository} holds what the steps would bring.`);

export const noBranch = (repository: string, branch: string): PortError =>
  refusal(`${repository} has no branch ${branch}.`);
