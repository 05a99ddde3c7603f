import type {
  GitPullRequest,
  GitPullRequestStatus,
  IdentityRefWithVote,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import type { IdentityRef } from 'azure-devops-node-api/interfaces/common/VSSInterfaces.js';

import type {
  MergeStatus,
  PullRequestIdentity,
  PullRequestReviewer,
  PullRequestState,
  PullRequestStatus,
  ReviewVote,
  StatusState,
} from '../../../../factory/domain/pull-request.ts';
import { needed, objectId, pullOf } from '../source-control/git-answers.ts';

/** In JSON, enumerations are words where the types of the package have numbers. */
export type JsonPull = Omit<GitPullRequest, 'status' | 'mergeStatus'> & {
  status?: string;
  mergeStatus?: string;
};
export type JsonStatus = Omit<GitPullRequestStatus, 'state'> & { state?: string };

export const identityOf = ({
  id,
  uniqueName = '',
  displayName = '',
}: IdentityRef = {}): PullRequestIdentity => ({
  id: needed(id, 'the id of an identity'),
  uniqueName,
  displayName,
});

const VOTES: Readonly<Record<number, ReviewVote>> = {
  10: 'approved',
  5: 'approved',
  '-5': 'waiting',
  '-10': 'rejected',
};

const reviewerOf = ({
  vote = 0,
  isRequired = false,
  ...identity
}: IdentityRefWithVote): PullRequestReviewer => ({
  ...identityOf(identity),
  required: isRequired,
  vote: VOTES[vote] ?? 'none',
});

const mergeStatusOf = (status: PullRequestState['status'], given = ''): MergeStatus => {
  if (status === 'completed') return 'succeeded';
  if (given === 'succeeded') return 'succeeded';
  return given === 'notSet' || given === 'queued' || given === '' ? 'queued' : 'conflicts';
};

const branchOf = (ref: string | undefined): string =>
  needed(ref, 'the branch of a pull request').replace(/^refs\/heads\//, '');

/** A pull request as the port answers it. `tip`: where its branch is; the service may not have seen the last push. */
export const stateOf = (pull: JsonPull, tip?: string): PullRequestState => {
  const { id, status, commit } = pullOf(pull);
  const mergeCommit = status === 'completed' ? pull.lastMergeCommit?.commitId : undefined;
  const present = status === 'active' ? (tip ?? commit) : commit;
  return {
    id,
    status,
    title: pull.title ?? '',
    description: pull.description ?? '',
    author: identityOf(pull.createdBy),
    sourceBranch: branchOf(pull.sourceRefName),
    targetBranch: branchOf(pull.targetRefName),
    commit: present,
    mergeStatus: present === commit ? mergeStatusOf(status, pull.mergeStatus) : 'queued',
    ...(mergeCommit === undefined ? {} : { mergeCommit: objectId(mergeCommit, 'the commit of a merge') }),
    reviewers: (pull.reviewers ?? []).map(reviewerOf),
    labels: (pull.labels ?? []).map(({ name = '' }) => name).toSorted(),
    workItemIds: (pull.workItemRefs ?? []).map(({ id: item }) => Number(item)).toSorted((a, b) => a - b),
  };
};

const STATES: Readonly<Record<string, StatusState>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  error: 'failed',
  pending: 'pending',
};

/** Statuses in the order in which they were posted; those that say nothing are left out. */
export const statusesOf = (given: readonly JsonStatus[]): PullRequestStatus[] =>
  given
    .toSorted((a, b) => (a.id ?? 0) - (b.id ?? 0))
    .flatMap(({ state = '', context, description = '', targetUrl }) => {
      const known = STATES[state];
      if (known === undefined) return [];
      return [
        {
          genre: context?.genre ?? '',
          name: context?.name ?? '',
          state: known,
          description,
          ...(targetUrl === undefined ? {} : { targetUrl }),
        },
      ];
    });
