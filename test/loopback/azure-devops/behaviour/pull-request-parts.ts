import { randomUUID } from 'node:crypto';

import { bodyOf, permit, type Behaviours, type Call } from '../call.ts';
import { commitNamed, repositoryOf, type Repository } from '../git/repository.ts';
import { pullRequestOf, type PullRequest } from '../git/pull-request.ts';
import { refuse } from '../refusal.ts';
import { areaState } from '../state.ts';
import { identityResource, onlyParameters } from './git-resources.ts';

type Status = {
  state?: string;
  context?: { name?: string; genre?: string };
  description?: string;
  targetUrl?: string;
};

/** Statuses of commits, by commit. */
const commitStatuses = areaState<Repository, Map<string, Record<string, unknown>[]>>(() => new Map());

const statusResource = (call: Call, kept: Record<string, unknown>[]) => {
  const status = bodyOf<Status>(call);
  if (!status.context?.name)
    refuse(400, 'InvalidArgumentValueException', 'The context of a status needs a name.');
  const made = {
    ...status,
    id: kept.length + 1,
    creationDate: call.now().toISOString(),
    createdBy: identityResource(call, call.identity),
  };
  kept.push(made);
  return made;
};

export type Comment = { content?: string; commentType?: string; parentCommentId?: number };

export const commentResource = (
  call: Call,
  { content, commentType = 'text', parentCommentId = 0 }: Comment,
  index: number,
) => {
  if (!content) refuse(400, 'InvalidArgumentValueException', 'A comment needs content.');
  const at = call.now().toISOString();
  const author = identityResource(call, call.identity);
  return {
    id: index + 1,
    parentCommentId,
    content,
    commentType,
    author,
    publishedDate: at,
    lastUpdatedDate: at,
  };
};

const openThread = (call: Call, request: PullRequest) => {
  const { comments = [], ...thread } = bodyOf<{ comments?: Comment[]; status?: string }>(call);
  if (comments.length === 0) refuse(400, 'InvalidArgumentValueException', 'A thread needs a comment.');
  const at = call.now().toISOString();
  const made = {
    ...thread,
    id: call.organization.next('thread'),
    publishedDate: at,
    lastUpdatedDate: at,
    comments: comments.map((comment, index) => commentResource(call, comment, index)),
  };
  request.threads.push(made);
  return { body: made };
};

type Vote = { id?: string; vote?: number; isRequired?: boolean; displayName?: string };

const reviewerResource = (
  id: string,
  { vote, isRequired, displayName }: { vote: number; isRequired: boolean; displayName: string },
) => ({
  id,
  vote,
  isRequired,
  displayName,
});

const setReviewer = (
  { reviewers }: PullRequest,
  id: string,
  { vote = 0, isRequired = false, displayName = id }: Vote,
) => {
  if (![-10, -5, 0, 5, 10].includes(vote))
    refuse(400, 'InvalidArgumentValueException', `A vote is no ${vote}.`);
  const reviewer = { vote, isRequired, displayName };
  reviewers.set(id, reviewer);
  return reviewerResource(id, reviewer);
};

/** What hangs on a pull request or a commit: statuses, threads, reviewers, labels, work items. */
export const pullRequestParts: Behaviours = {
  'git.Statuses_Create': (call) => {
    const repository = repositoryOf(call);
    const { id } = commitNamed(repository, call.path['commitId'] ?? '');
    const kept = commitStatuses(repository).get(id) ?? [];
    commitStatuses(repository).set(id, kept);
    return { status: 201, body: statusResource(call, kept) };
  },
  'git.Statuses_List': (call) => {
    onlyParameters(call);
    const repository = repositoryOf(call);
    return { body: commitStatuses(repository).get(call.path['commitId'] ?? '') ?? [] };
  },
  'git.PullRequestStatuses_Create': (call) => ({ body: statusResource(call, pullRequestOf(call).statuses) }),
  'git.PullRequestStatuses_List': (call) => ({ body: pullRequestOf(call).statuses }),
  'git.PullRequestThreads_Create': (call) => {
    permit(call, 'PullRequestContribute');
    return openThread(call, pullRequestOf(call));
  },
  'git.PullRequestThreads_List': (call) => {
    onlyParameters(call);
    return { body: pullRequestOf(call).threads };
  },
  'git.PullRequestReviewers_List': (call) => ({
    body: [...pullRequestOf(call).reviewers].map(([id, reviewer]) => reviewerResource(id, reviewer)),
  }),
  'git.PullRequestReviewers_CreatePullRequestReviewer': (call) => ({
    body: setReviewer(pullRequestOf(call), call.path['reviewerId'] ?? '', bodyOf<Vote>(call)),
  }),
  'git.PullRequestReviewers_CreatePullRequestReviewers': (call) => ({
    body: bodyOf<Vote[]>(call).map(({ id = '' }) => setReviewer(pullRequestOf(call), id, {})),
  }),
  'git.PullRequestLabels_Create': (call) => {
    const { name = '' } = bodyOf<{ name?: string }>(call);
    if (name === '') refuse(400, 'InvalidArgumentValueException', 'A label needs a name.');
    const request = pullRequestOf(call);
    const label = request.labels.find((one) => one.name === name) ?? { id: randomUUID(), name };
    if (!request.labels.includes(label)) request.labels.push(label);
    return { body: { ...label, active: true } };
  },
  'git.PullRequestWorkItems_List': (call) => ({
    body: pullRequestOf(call).workItemIds.map((id) => ({ id })),
  }),
};
