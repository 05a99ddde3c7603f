import type { Call } from '../call.ts';
import { refuse } from '../refusal.ts';
import { putCommit } from './git-objects.ts';
import { evaluationsOf } from './policy-evaluations.ts';
import { mergedTree, sourceTip, targetTip, type PullRequest } from './pull-request.ts';
import { ZEROS } from './repository.ts';
import { setRef } from './update-ref.ts';

export type CompletionOptions = {
  mergeStrategy?: string;
  squashMerge?: boolean;
  mergeCommitMessage?: string;
  deleteSourceBranch?: boolean;
};

const refuseByPolicy = (message: string): never =>
  refuse(409, 'GitPullRequestUpdateRejectedByPolicyException', message);

const checkPolicies = (request: PullRequest): void => {
  const votes = [...request.reviewers.values()];
  if (votes.some(({ vote }) => vote <= -10))
    refuseByPolicy('TF401027: A reviewer rejected the pull request.');
  if (votes.some(({ vote, isRequired }) => isRequired && vote < 5))
    refuseByPolicy('TF402453: The pull request cannot be completed: a required reviewer has not approved.');
  const open = evaluationsOf(request).find(({ status }) => status !== 'approved');
  if (open)
    refuseByPolicy(`TF402453: The pull request cannot be completed: policy ${open.name} is ${open.status}.`);
};

const isSquash = ({ mergeStrategy, squashMerge }: CompletionOptions): boolean => {
  const strategy = mergeStrategy?.toLowerCase() ?? (squashMerge === true ? 'squash' : 'nofastforward');
  if (strategy !== 'squash' && strategy !== 'nofastforward')
    throw new Error(`The loopback server does not merge by ${strategy}.`);
  return strategy === 'squash';
};

const refuseChanged = (): never =>
  refuse(
    409,
    'GitPullRequestStaleException',
    'TF401192: The pull request was modified since it was last read.',
  );

/** Brings what a pull request holds to its target, in one commit more. */
export const completePullRequest = (
  call: Call,
  request: PullRequest,
  lastMergeSourceCommit: string | undefined,
  options: CompletionOptions = {},
): void => {
  const { repository, source, target, title, id } = request;
  const [from, onto] = [sourceTip(request), targetTip(request)];
  if (from === undefined || onto === undefined || from !== lastMergeSourceCommit) return refuseChanged();
  checkPolicies(request);
  const treeId = mergedTree(request, from, onto);
  if (treeId === undefined)
    return refuse(
      409,
      'GitPullRequestMergeConflictException',
      'TF401191: The pull request has merge conflicts.',
    );
  const signature = { name: call.identity.displayName, email: call.identity.uniqueName, date: call.now() };
  const merge = putCommit(repository.store, {
    treeId,
    parents: isSquash(options) ? [onto] : [onto, from],
    author: signature,
    committer: signature,
    comment: options.mergeCommitMessage ?? `Merged PR ${id}: ${title}`,
  });
  setRef(repository, { name: target, oldObjectId: onto, newObjectId: merge.id }, call.now());
  if (options.deleteSourceBranch === true)
    setRef(repository, { name: source, oldObjectId: from, newObjectId: ZEROS }, call.now());
  Object.assign(request, {
    status: 'completed',
    closedAt: call.now(),
    closedSource: from,
    closedTarget: onto,
    mergeCommit: merge.id,
  });
};
