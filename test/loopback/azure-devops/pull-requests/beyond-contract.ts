import { commentResource, type Comment } from '../behaviour/pull-request-parts.ts';
import { peopleOf } from '../behaviour/people.ts';
import { bodyOf, permit, projectOf, textOf, type BeyondContract, type Call } from '../call.ts';
import { evaluationsOf } from '../git/policy-evaluations.ts';
import { pullRequestOf, pullRequestsOf, type PullRequest } from '../git/pull-request.ts';
import { repositoriesOf } from '../git/repository.ts';
import { refuse } from '../refusal.ts';

type Thread = { id: number; status?: string; lastUpdatedDate: string; comments: Record<string, unknown>[] };

const threadOf = (call: Call, { threads }: PullRequest): Thread =>
  (threads as Thread[]).find(({ id }) => id === Number(call.path['threadId'])) ??
  refuse(
    404,
    'CommentThreadNotFoundException',
    `TF401180: The thread ${call.path['threadId']} was not found.`,
  );

const STATUSES = ['active', 'fixed', 'wontFix', 'closed', 'byDesign', 'pending'];

const THREAD =
  '^/(?<organization>[^/]+)/(?<project>[^/]+)/_apis/git/repositories/(?<repositoryId>[^/]+)/pullRequests/(?<pullRequestId>\\d+)/threads/(?<threadId>\\d+)';

const onlyFields = (body: object, known: readonly string[]): void => {
  const other = Object.keys(body).find((name) => !known.includes(name));
  if (other !== undefined)
    refuse(400, 'InvalidArgumentValueException', `TF400898: The body has an unknown member ${other}.`);
};

const ofArtifact = (call: Call): PullRequest => {
  const project = projectOf(call);
  const artifact = /^vstfs:\/\/\/CodeReview\/CodeReviewId\/([^/]+)\/(\d+)$/i.exec(
    textOf(call, 'artifactId') ?? '',
  );
  const found = [...repositoriesOf(project).values()]
    .map((repository) => pullRequestsOf(repository).get(Number(artifact?.[2])))
    .find(Boolean);
  return artifact?.[1] === project.id && found
    ? found
    : refuse(404, 'ArtifactNotFoundException', 'The artifact of the evaluations was not found.');
};

/** What the contract lacks of pull requests, and who people are. */
export const pullRequestsBeyondContract: readonly BeyondContract[] = [
  {
    id: 'git.PullRequestThreads_Update',
    method: 'PATCH',
    pattern: new RegExp(`${THREAD}$`, 'i'),
    behaviour: (call) => {
      permit(call, 'PullRequestContribute');
      const body = bodyOf<{ status?: string }>(call);
      onlyFields(body, ['status']);
      if (!STATUSES.includes(body.status ?? ''))
        refuse(400, 'InvalidArgumentValueException', `TF400898: ${body.status} is no status of a thread.`);
      const thread = threadOf(call, pullRequestOf(call));
      Object.assign(thread, { status: body.status, lastUpdatedDate: call.now().toISOString() });
      return { body: thread };
    },
  },
  {
    id: 'git.PullRequestThreadComments_Create',
    method: 'POST',
    pattern: new RegExp(`${THREAD}/comments$`, 'i'),
    behaviour: (call) => {
      permit(call, 'PullRequestContribute');
      const body = bodyOf<Comment>(call);
      onlyFields(body, ['content', 'parentCommentId', 'commentType']);
      const { comments } = threadOf(call, pullRequestOf(call));
      const made = commentResource(call, body, comments.length);
      comments.push(made);
      return { body: made };
    },
  },
  {
    id: 'policy.Evaluations_List',
    method: 'GET',
    pattern: /^\/(?<organization>[^/]+)\/(?<project>[^/]+)\/_apis\/policy\/evaluations$/i,
    behaviour: (call) => {
      const request = ofArtifact(call);
      return {
        body: evaluationsOf(request).map(({ configuration, name, status }, index) => ({
          evaluationId: `${request.id}-${index}`,
          artifactId: textOf(call, 'artifactId'),
          status,
          configuration: {
            ...configuration,
            isDeleted: false,
            type: { id: configuration.type.id, displayName: name },
          },
        })),
      };
    },
  },
  {
    id: 'identities.Identities_Read',
    method: 'GET',
    pattern: /^\/(?<organization>[^/]+)\/_apis\/identities$/i,
    behaviour: (call) => {
      if (textOf(call, 'searchFilter') !== 'General')
        refuse(400, 'InvalidArgumentValueException', 'The search filter is not known here.');
      const wanted = (textOf(call, 'filterValue') ?? '').toLowerCase();
      // As the service does, it also finds those whose name only begins so.
      const found = peopleOf(call.organization).filter(
        ({ uniqueName, displayName }) =>
          uniqueName.toLowerCase().startsWith(wanted) || displayName.toLowerCase() === wanted,
      );
      return {
        body: found.map(({ id, displayName, uniqueName }) => ({
          id,
          providerDisplayName: displayName,
          isActive: true,
          properties: {
            Account: { $type: 'System.String', $value: uniqueName },
            Mail: { $type: 'System.String', $value: uniqueName },
          },
        })),
      };
    },
  },
  {
    id: 'location.ConnectionData_Get',
    method: 'GET',
    pattern: /^\/(?<organization>[^/]+)\/_apis\/connectionData$/i,
    behaviour: ({ identity: { id, displayName } }) => ({
      body: { authenticatedUser: { id, providerDisplayName: displayName, isActive: true } },
    }),
  },
];
