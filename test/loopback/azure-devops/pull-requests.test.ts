import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { policiesOf } from './git/branch-policy.ts';
import { satisfiedOf } from './git/policy-evaluations.ts';
import { pullRequestsOf } from './git/pull-request.ts';
import { findRepository, ZEROS } from './git/repository.ts';
import { talkTo } from './send.ts';
import { startAzureDevOps, type AzureDevOpsServer } from './server.ts';

const REPOSITORY = '/contoso/lab/_apis/git/repositories/audit';
const BUILD = '0609b952-1397-4640-95ec-e00a01b2c241';

let server: AzureDevOpsServer;
const talk: ReturnType<typeof talkTo> = (...call) => talkTo(server)(...call);
const project = () => server.state.organizations.get('contoso')!.projects.get('lab')!;
const request = () => pullRequestsOf(findRepository(project(), 'audit')!).get(1)!;

const push = (name: string, oldObjectId: string, path: string) =>
  talk('POST', `${REPOSITORY}/pushes`, {
    refUpdates: [{ name, oldObjectId }],
    commits: [
      {
        comment: 'Change it',
        changes: [
          { changeType: 'add', item: { path }, newContent: { content: path, contentType: 'rawtext' } },
        ],
      },
    ],
  });

let tip: string;

beforeEach(async () => {
  server = await startAzureDevOps({ organizations: { contoso: ['lab'] } });
  await talk('POST', '/contoso/lab/_apis/git/repositories', { name: 'audit' });
  const main = (await push('refs/heads/main', ZEROS, '/a')).body.commits[0].commitId;
  await talk('POST', `${REPOSITORY}/refs`, [
    { name: 'refs/heads/change', oldObjectId: ZEROS, newObjectId: main },
  ]);
  tip = (await push('refs/heads/change', main, '/b')).body.commits[0].commitId;
  await talk('POST', `${REPOSITORY}/pullrequests`, {
    sourceRefName: 'refs/heads/change',
    targetRefName: 'refs/heads/main',
    title: 'Change',
    labels: [{ name: 'factory' }],
  });
  await talk('POST', `${REPOSITORY}/pullRequests/1/threads`, { comments: [{ content: 'One' }] });
});
afterEach(() => server.close());

const thread = `${REPOSITORY}/pullRequests/1/threads/1`;
const complete = (commitId = tip) =>
  talk('PATCH', `${REPOSITORY}/pullrequests/1`, {
    status: 'completed',
    lastMergeSourceCommit: { commitId },
  });
const evaluations = (artifact: string) =>
  talk('GET', `/contoso/lab/_apis/policy/evaluations?artifactId=${encodeURIComponent(artifact)}`);

describe('threads beyond the contract', () => {
  it('change their status, and take answers', async () => {
    expect((await talk('PATCH', thread, { status: 'fixed' })).body).toMatchObject({ id: 1, status: 'fixed' });
    expect(
      (await talk('POST', `${thread}/comments`, { content: 'Two', parentCommentId: 1 })).body,
    ).toMatchObject({
      id: 2,
      parentCommentId: 1,
    });
    const { body } = await talk('GET', `${REPOSITORY}/pullRequests/1/threads`);
    expect(body.value[0].comments).toHaveLength(2);
    expect(server.notProven()).toEqual(
      expect.arrayContaining(['git.PullRequestThreads_Update', 'git.PullRequestThreadComments_Create']),
    );
  });

  it.each([
    ['PATCH', thread, { status: 'solved' }, 400],
    ['PATCH', thread, { status: 'fixed', comments: [] }, 400],
    ['PATCH', `${REPOSITORY}/pullRequests/1/threads/9`, { status: 'fixed' }, 404],
    ['PATCH', `${REPOSITORY}/pullRequests/9/threads/1`, { status: 'fixed' }, 404],
    ['POST', `${thread}/comments`, { content: '' }, 400],
    ['POST', `${thread}/comments`, { content: 'x', likes: 7 }, 400],
    ['POST', `${REPOSITORY}/pullRequests/1/threads/9/comments`, { content: 'x' }, 404],
  ] as const)('refuse %s %s %j', async (method, path, body, status) => {
    expect((await talk(method, path, body)).status).toBe(status);
  });

  it('need the permission to contribute', async () => {
    server.state.organizations.get('contoso')!.denied.add('PullRequestContribute');
    expect((await talk('PATCH', thread, { status: 'fixed' })).status).toBe(403);
    expect((await talk('POST', `${thread}/comments`, { content: 'x' })).status).toBe(403);
  });
});

describe('completing', () => {
  it('keeps the labels that it was opened with, and needs the commit that is there', async () => {
    expect((await talk('GET', `${REPOSITORY}/pullRequests/1`)).body.labels).toMatchObject([
      { name: 'factory' },
    ]);
    expect((await complete('1'.repeat(40))).status).toBe(409);
    expect((await complete()).body).toMatchObject({ status: 'completed' });
  });

  it('waits for reviewers who must approve', async () => {
    const id = '2f3b5ac1-7d41-4d6c-9a0e-000000000001';
    request().reviewers.set(id, { vote: 0, isRequired: true, displayName: 'R' });
    expect((await complete()).status).toBe(409);
    request().reviewers.set(id, { vote: 5, isRequired: true, displayName: 'R' });
    expect((await complete()).body).toMatchObject({ status: 'completed' });
  });

  it('waits for policies, which say so', async () => {
    const made = await talk('POST', '/contoso/lab/_apis/policy/configurations', {
      type: { id: BUILD },
      isEnabled: true,
      isBlocking: true,
      settings: { scope: [{ refName: 'refs/heads/main', matchKind: 'exact' }] },
    });
    const artifact = `vstfs:///CodeReview/CodeReviewId/${project().id}/1`;
    expect((await evaluations(artifact)).body.value).toMatchObject([
      { status: 'queued', configuration: { isBlocking: true, type: { displayName: 'Build' } } },
    ]);
    expect((await complete()).body).toMatchObject({
      typeKey: 'GitPullRequestUpdateRejectedByPolicyException',
    });
    satisfiedOf(request()).add(made.body.id);
    expect((await evaluations(artifact)).body.value).toMatchObject([{ status: 'approved' }]);
    expect(policiesOf(project()).size).toBe(1);
    expect((await complete()).body).toMatchObject({ status: 'completed' });
    for (const other of ['vstfs:///CodeReview/CodeReviewId/x/1', artifact.replace(/1$/, '9'), 'x'])
      expect((await evaluations(other)).status).toBe(404);
  });
});

it('finds people as the service does, also those whose name only begins so', async () => {
  const found = await talk(
    'GET',
    '/contoso/_apis/identities?searchFilter=General&filterValue=factory%40contoso.example&queryMembership=None',
  );
  expect(found.body.value).toMatchObject([
    { isActive: true, properties: { Mail: { $value: 'factory@contoso.example' } } },
  ]);
  expect((await talk('GET', '/contoso/_apis/identities?searchFilter=Other&filterValue=x')).status).toBe(400);
  const own = await talk('GET', '/contoso/_apis/connectionData');
  expect(own.body.authenticatedUser.id).toBe(found.body.value[0].id);
});
