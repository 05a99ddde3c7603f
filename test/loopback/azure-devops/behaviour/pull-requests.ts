import { randomUUID } from 'node:crypto';

import { bodyOf, numberOf, permit, projectOf, textOf, type Behaviours, type Call } from '../call.ts';
import { completePullRequest, type CompletionOptions } from '../git/complete-pull-request.ts';
import {
  commitsOf,
  mergedTree,
  pullRequestOf,
  pullRequestsOf,
  sourceTip,
  targetTip,
  type PullRequest,
} from '../git/pull-request.ts';
import { repositoriesOf, repositoryOf, type Repository } from '../git/repository.ts';
import { refuse } from '../refusal.ts';
import {
  commitReference,
  identityResource,
  onlyParameters,
  repositoryResource,
  repositoryUrl,
} from './git-resources.ts';
import { personOf } from './people.ts';
import { linkWorkItems } from './pull-request-links.ts';
import { pullRequestParts } from './pull-request-parts.ts';

type Body = {
  sourceRefName: string;
  targetRefName: string;
  title: string;
  description?: string;
  isDraft?: boolean;
  status?: string;
  workItemRefs?: { id: string }[];
  reviewers?: { id: string; isRequired?: boolean }[];
  labels?: { name: string }[];
  lastMergeSourceCommit?: { commitId: string };
  completionOptions?: CompletionOptions;
};

const mergeStatus = (
  request: PullRequest,
  source: string | undefined,
  target: string | undefined,
): string => {
  if (source === undefined || target === undefined) return 'notSet';
  return mergedTree(request, source, target) === undefined ? 'conflicts' : 'succeeded';
};

const commitRef = (id: string | undefined) => (id === undefined ? undefined : { commitId: id });

export const pullRequestResource = (call: Call, request: PullRequest) => {
  const { repository, createdBy } = request;
  const [source, target] = [sourceTip(request), targetTip(request)];
  return {
    pullRequestId: request.id,
    codeReviewId: request.id,
    repository: repositoryResource(call, repository),
    status: request.status,
    createdBy: identityResource(call, createdBy),
    creationDate: request.createdAt.toISOString(),
    ...(request.closedAt && { closedDate: request.closedAt.toISOString() }),
    title: request.title,
    description: request.description,
    sourceRefName: request.source,
    targetRefName: request.target,
    isDraft: request.isDraft,
    mergeStatus: mergeStatus(request, source, target),
    ...(source !== undefined && { lastMergeSourceCommit: commitRef(source) }),
    ...(target !== undefined && { lastMergeTargetCommit: commitRef(target) }),
    ...(request.mergeCommit !== undefined && { lastMergeCommit: commitRef(request.mergeCommit) }),
    reviewers: [...request.reviewers].map(([id, { vote, isRequired, displayName }]) => ({
      id,
      vote,
      isRequired,
      displayName,
      uniqueName: personOf(call.organization, id)?.uniqueName ?? '',
    })),
    labels: request.labels.map((label) => ({ ...label, active: true })),
    ...(request.workItemIds.length > 0 && { workItemRefs: request.workItemIds.map((id) => ({ id })) }),
    supportsIterations: true,
    url: `${repositoryUrl(call, repository)}/pullRequests/${request.id}`,
    artifactId: `vstfs:///Git/PullRequestId/${repository.project.id}%2f${repository.id}%2f${request.id}`,
  };
};

const checkBranches = (repository: Repository, { sourceRefName, targetRefName }: Body): void => {
  for (const ref of [sourceRefName, targetRefName])
    if (!repository.refs.has(ref))
      refuse(
        400,
        'GitPullRequestCannotBeActivatedException',
        `TF401398: The pull request cannot be activated because the source and/or the target branch no longer exists, or the requested branches are not in the repository (${ref}).`,
      );
  if (sourceRefName === targetRefName)
    refuse(400, 'InvalidArgumentValueException', 'The source and the target of a pull request must differ.');
  const same = [...pullRequestsOf(repository).values()].find(
    (one) => one.status === 'active' && one.source === sourceRefName && one.target === targetRefName,
  );
  if (same)
    refuse(
      409,
      'GitPullRequestExistsException',
      `TF401179: An active pull request for the source and target branch already exists: ${same.id}.`,
    );
};

const create = (call: Call) => {
  permit(call, 'PullRequestContribute');
  const repository = repositoryOf(call);
  const body = bodyOf<Body>(call);
  checkBranches(repository, body);
  const request: PullRequest = {
    id: call.organization.next('pullRequest'),
    repository,
    status: 'active',
    source: body.sourceRefName,
    target: body.targetRefName,
    title: body.title,
    description: body.description ?? '',
    isDraft: body.isDraft ?? false,
    createdBy: call.identity,
    createdAt: call.now(),
    workItemIds: (body.workItemRefs ?? []).map(({ id }) => id),
    reviewers: new Map(
      (body.reviewers ?? []).map(({ id, isRequired = false }) => [
        id,
        { vote: 0, isRequired, displayName: id },
      ]),
    ),
    labels: (body.labels ?? []).map(({ name }) => ({ id: randomUUID(), name })),
    statuses: [],
    threads: [],
  };
  pullRequestsOf(repository).set(request.id, request);
  linkWorkItems(request);
  return { status: 201, body: pullRequestResource(call, request) };
};

const changeStatus = (call: Call, request: PullRequest, { status, ...body }: Partial<Body>): void => {
  const wanted = status?.toLowerCase();
  if (wanted === undefined || wanted === request.status) return;
  if (request.status === 'completed')
    refuse(
      409,
      'GitPullRequestNotEditableException',
      'TF401181: The pull request cannot be edited due to its state.',
    );
  if (wanted === 'completed')
    return completePullRequest(call, request, body.lastMergeSourceCommit?.commitId, body.completionOptions);
  const [closedSource, closedTarget] = [sourceTip(request), targetTip(request)];
  if (wanted === 'abandoned')
    Object.assign(request, { status: wanted, closedAt: call.now(), closedSource, closedTarget });
  else {
    checkBranches(request.repository, {
      sourceRefName: request.source,
      targetRefName: request.target,
      title: '',
    });
    Object.assign(request, { status: 'active', closedAt: undefined });
  }
};

const update = (call: Call) => {
  permit(call, 'PullRequestContribute');
  const request = pullRequestOf(call);
  const body = bodyOf<Partial<Body>>(call);
  changeStatus(call, request, body);
  const { title = request.title, description = request.description, isDraft = request.isDraft } = body;
  Object.assign(request, { title, description, isDraft });
  return { body: pullRequestResource(call, request) };
};

const CRITERIA = ['status', 'sourceRefName', 'targetRefName'].map((name) => `searchCriteria.${name}`);

const list = (call: Call, repositories: readonly Repository[]) => {
  onlyParameters(call, ...CRITERIA, '$top', '$skip');
  const [status = 'active', source, target] = CRITERIA.map((name) => textOf(call, name));
  const found = repositories
    .flatMap((repository) => [...pullRequestsOf(repository).values()])
    .filter((one) => status.toLowerCase() === 'all' || one.status === status.toLowerCase())
    .filter(
      (one) =>
        (source === undefined || one.source === source) && (target === undefined || one.target === target),
    )
    .toSorted((a, b) => b.id - a.id);
  const skip = numberOf(call, '$skip') ?? 0;
  return {
    body: found
      .slice(skip, skip + (numberOf(call, '$top') ?? 100))
      .map((one) => pullRequestResource(call, one)),
  };
};

/** Pull requests. */
export const pullRequests: Behaviours = {
  'git.PullRequests_Create': create,
  'git.PullRequests_Update': update,
  'git.PullRequests_GetPullRequest': (call) => {
    onlyParameters(call, 'includeWorkItemRefs');
    return { body: pullRequestResource(call, pullRequestOf(call)) };
  },
  'git.PullRequests_GetPullRequestById': (call) => ({ body: pullRequestResource(call, pullRequestOf(call)) }),
  'git.PullRequests_GetPullRequests': (call) => list(call, [repositoryOf(call)]),
  'git.PullRequests_GetPullRequestsByProject': (call) =>
    list(call, [...repositoriesOf(projectOf(call)).values()]),
  'git.PullRequestCommits_GetPullRequestCommits': (call) => {
    onlyParameters(call);
    const request = pullRequestOf(call);
    return { body: commitsOf(request).map((commit) => commitReference(call, request.repository, commit)) };
  },
  ...pullRequestParts,
};
