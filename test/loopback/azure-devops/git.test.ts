import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { behaviours } from './behaviour/behaviours.ts';
import { contract } from './contract.ts';
import { findRepository, ZEROS } from './git/repository.ts';
import { writeRepository } from './git/write-repository.ts';
import { talkTo } from './send.ts';
import { startAzureDevOps, type AzureDevOpsServer } from './server.ts';

const REPOSITORY = '/contoso/lab/_apis/git/repositories/audit';
const MINIMUM_REVIEWERS = 'fa4e907d-c16b-4a4c-9dfa-4906e5d171dd';

let server: AzureDevOpsServer;
const talk: ReturnType<typeof talkTo> = (...call) => talkTo(server)(...call);

beforeEach(async () => {
  server = await startAzureDevOps({ organizations: { contoso: ['lab'] } });
  await talk('POST', '/contoso/lab/_apis/git/repositories', { name: 'audit' });
});
afterEach(() => server.close());

const change = (changeType: string, path: string, content?: string, contentType = 'rawtext') => ({
  changeType,
  item: { path },
  ...(content !== undefined && { newContent: { content, contentType } }),
});

const push = (changes: unknown[], oldObjectId = ZEROS, name = 'refs/heads/main') =>
  talk('POST', `${REPOSITORY}/pushes`, {
    refUpdates: [{ name, oldObjectId }],
    commits: [{ comment: 'Change it', changes }],
  });

const first = async (): Promise<string> =>
  (await push([change('add', '/a.txt', 'a\n'), change('add', '/src/b.txt', 'b\n')])).body.commits[0].commitId;

const paths = async (version: string): Promise<string[]> =>
  (
    await talk(
      'GET',
      `${REPOSITORY}/items?recursionLevel=full&versionDescriptor.versionType=commit&versionDescriptor.version=${version}`,
    )
  ).body.value.map(({ path }: { path: string }) => path);

const update = (name: string, oldObjectId: string, newObjectId: string) =>
  talk('POST', `${REPOSITORY}/refs`, [{ name, oldObjectId, newObjectId }]);

describe('repositories of the loopback Azure DevOps', () => {
  it('holds what was pushed as git holds it', async () => {
    const head = await first();
    const bytes = Buffer.from([0, 255, 1, 254]).toString('base64');
    const { body } = await push(
      [
        change('edit', '/a.txt', 'A\r\n'),
        change('add', '/src/b/ü.bin', bytes, 'base64encoded'),
        change('delete', '/src/b.txt'),
      ],
      head,
    );
    const tip = body.commits[0].commitId;
    const folder = await mkdtemp(join(tmpdir(), 'devops-'));
    try {
      const { projects } = server.state.organizations.get('contoso')!;
      await writeRepository(findRepository(projects.get('lab')!, 'audit')!, folder);
      const git = (...args: string[]) =>
        execFileSync('git', [`--git-dir=${folder}`, ...args], { encoding: 'utf8' }).trim();
      expect(git('fsck', '--strict')).toBe('');
      expect(git('rev-parse', 'main', 'main^')).toBe(`${tip}\n${head}`);
      const commit = (await talk('GET', `${REPOSITORY}/commits/${tip}`)).body;
      expect([commit.treeId, commit.parents]).toEqual([git('rev-parse', 'main^{tree}'), [head]]);
      expect(git('-c', 'core.quotePath=false', 'ls-tree', '-r', '--name-only', 'main')).toBe(
        'a.txt\nsrc/b/ü.bin',
      );
      const root = (await talk('GET', `${REPOSITORY}/items?scopePath=/`)).body.value[0];
      expect(root).toMatchObject({ objectId: commit.treeId, isFolder: true, path: '/' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has no default branch before its first push', async () => {
    expect((await talk('GET', REPOSITORY)).body.defaultBranch).toBeUndefined();
    expect((await talk('GET', `${REPOSITORY}/items`)).status).toBe(404);
    await first();
    expect((await talk('GET', REPOSITORY)).body.defaultBranch).toBe('refs/heads/main');
  });

  it.each([
    ['an add of a file that exists', [change('add', '/a.txt', 'x')]],
    ['an add below a file', [change('add', '/a.txt/x', 'x')]],
    ['an add where a folder is', [change('add', '/src', 'x')]],
    ['an edit of a file that is missing', [change('edit', '/c.txt', 'x')]],
    ['a delete of a file that is missing', [change('delete', '/c.txt')]],
    ['a delete with content', [change('delete', '/a.txt', 'x')]],
    ['an add without content', [change('add', '/c.txt')]],
    ['two changes of one file', [change('edit', '/a.txt', 'x'), change('edit', '/a.txt', 'y')]],
    ['a path in .git', [change('add', '/.git/config', 'x')]],
    ['a path with ..', [change('add', '/src/../c.txt', 'x')]],
    ['a folder', [change('add', '/src/', 'x')]],
    ['content that is no base64', [change('add', '/c.txt', 'ä', 'base64encoded')]],
    ['a rename from nowhere', [change('rename', '/c.txt')]],
    ['no change', []],
    ['an unknown change type', [change('create', '/c.txt', 'x')]],
  ])('refuses %s', async (_, changes) => {
    const head = await first();
    expect((await push(changes, head)).status).toBe(400);
    expect(await paths(head)).toEqual(['/', '/src', '/a.txt', '/src/b.txt']);
    expect((await talk('GET', `${REPOSITORY}/refs`)).body.value).toMatchObject([{ objectId: head }]);
  });

  it('refuses a push from where the branch is no more', async () => {
    const head = await first();
    for (const stale of [ZEROS, '1'.repeat(40)]) {
      const { status, body } = await push([change('add', '/c.txt', 'c')], stale);
      expect([status, body.typeKey, body.message]).toEqual([
        409,
        'GitReferenceStaleException',
        expect.stringMatching(/^TF401028: /),
      ]);
    }
    expect((await push([change('rename', '/c.txt')], head)).status).toBe(400);
    const renamed = await push([{ ...change('rename', '/c.txt'), sourceServerItem: '/a.txt' }], head);
    expect(await paths(renamed.body.commits[0].commitId)).toEqual(['/', '/src', '/src/b.txt', '/c.txt']);
  });

  it('refuses two commits in a push, a second reference, and a newObjectId', async () => {
    const commit = { comment: 'x', changes: [change('add', '/a', 'a')] };
    const ref = { name: 'refs/heads/main', oldObjectId: ZEROS };
    const bodies = [
      { refUpdates: [ref], commits: [commit, commit] },
      { refUpdates: [ref, { ...ref, name: 'refs/heads/b' }], commits: [commit] },
      { refUpdates: [{ ...ref, newObjectId: '1'.repeat(40) }], commits: [commit] },
      { refUpdates: [{ ...ref, name: 'main' }], commits: [commit] },
    ];
    for (const body of bodies) expect((await talk('POST', `${REPOSITORY}/pushes`, body)).status).toBe(400);
    expect((await talk('GET', `${REPOSITORY}/refs`)).body.value).toEqual([]);
  });

  it('says of every reference what became of its update', async () => {
    const head = await first();
    const next = (await push([change('delete', '/a.txt')], head)).body.commits[0].commitId;
    const { denied } = server.state.organizations.get('contoso')!;
    const status = async (...given: Parameters<typeof update>) =>
      (await update(...given)).body.value[0].updateStatus;
    expect(await status('refs/heads/main', head, head)).toBe('staleOldObjectId');
    expect(await status('refs/heads/x', ZEROS, '1'.repeat(40))).toBe('unresolvableToCommit');
    expect(await status('refs/heads/main/x', ZEROS, head)).toBe('refNameConflict');
    expect(await status('refs/heads/a..b', ZEROS, head)).toBe('invalidRefName');
    denied.add('ForcePush');
    expect(await status('refs/heads/main', next, head)).toBe('forcePushRequired');
    expect(await status('refs/heads/main', next, ZEROS)).toBe('forcePushRequired');
    denied.add('CreateTag');
    expect(await status('refs/tags/v1', ZEROS, head)).toBe('createTagPermissionRequired');
    denied.clear();
    expect(await status('refs/tags/v1', ZEROS, head)).toBe('succeeded');
    expect(await status('refs/heads/main', next, head)).toBe('succeeded');
    expect(await status('refs/heads/main', head, ZEROS)).toBe('succeeded');
    expect((await talk('GET', `${REPOSITORY}/refs?filter=tags/`)).body.value).toMatchObject([
      { name: 'refs/tags/v1' },
    ]);
  });

  it('lets a protected branch change by a pull request only', async () => {
    const head = await first();
    const scope = [{ refName: 'refs/heads/main', matchKind: 'Exact', repositoryId: null }];
    const policy = {
      isEnabled: true,
      isBlocking: true,
      type: { id: MINIMUM_REVIEWERS },
      settings: { minimumApproverCount: 1, scope },
    };
    expect((await talk('POST', '/contoso/lab/_apis/policy/configurations', policy)).status).toBe(200);
    const refused = await push([change('add', '/c.txt', 'c')], head);
    expect([refused.status, refused.body.message]).toEqual([403, expect.stringMatching(/^TF402455: /)]);
    expect((await update('refs/heads/main', head, ZEROS)).body.value[0].updateStatus).toBe(
      'rejectedByPolicy',
    );

    await update('refs/heads/change', ZEROS, head);
    await push([change('add', '/c.txt', 'c')], head, 'refs/heads/change');
    const refs = { sourceRefName: 'refs/heads/change', targetRefName: 'refs/heads/main' };
    const opened = await talk('POST', `${REPOSITORY}/pullrequests`, { ...refs, title: 'Change it' });
    const request = `${REPOSITORY}/pullrequests/${opened.body.pullRequestId}`;
    const { lastMergeSourceCommit } = opened.body;
    const complete = () =>
      talk('PATCH', request, {
        status: 'completed',
        lastMergeSourceCommit,
        completionOptions: { mergeStrategy: 'squash', deleteSourceBranch: true },
      });
    expect((await complete()).status).toBe(409);
    await talk('PUT', `${REPOSITORY}/pullRequests/1/reviewers/p-1`, { vote: 10 });
    expect((await complete()).body).toMatchObject({ status: 'completed', mergeStatus: 'succeeded' });
    const [tip] = (await talk('GET', `${REPOSITORY}/refs`)).body.value;
    const merged = (await talk('GET', `${REPOSITORY}/commits/${tip.objectId}`)).body;
    expect([tip.name, merged.parents, merged.comment]).toEqual([
      'refs/heads/main',
      [head],
      'Merged PR 1: Change it',
    ]);
    expect(await paths(tip.objectId)).toEqual(['/', '/src', '/a.txt', '/src/b.txt', '/c.txt']);
  });

  it('keeps pull requests with their threads, statuses and work items', async () => {
    const head = await first();
    await update('refs/heads/change', ZEROS, head);
    await push([change('edit', '/a.txt', 'c')], head, 'refs/heads/change');
    const refs = { sourceRefName: 'refs/heads/change', targetRefName: 'refs/heads/main', title: 'Change it' };
    const open = (more = {}) => talk('POST', `${REPOSITORY}/pullrequests`, { ...refs, ...more });
    expect((await open({ sourceRefName: 'refs/heads/none' })).body.message).toMatch(/^TF401398: /);
    expect((await open({ targetRefName: 'refs/heads/change' })).status).toBe(400);
    expect((await open({ workItemRefs: [{ id: '7' }] })).status).toBe(201);
    expect((await open()).body.message).toMatch(/^TF401179: /);
    await talk('POST', `${REPOSITORY}/pullRequests/1/threads`, {
      comments: [{ content: 'Why?' }],
      status: 'active',
    });
    expect((await talk('POST', `${REPOSITORY}/pullRequests/1/threads`, { comments: [] })).status).toBe(400);
    expect((await talk('GET', `${REPOSITORY}/pullRequests/1/threads`)).body.value).toMatchObject([
      { comments: [{ content: 'Why?' }] },
    ]);
    await talk('POST', `${REPOSITORY}/pullRequests/1/statuses`, {
      state: 'succeeded',
      context: { name: 'factory' },
    });
    expect((await talk('GET', `${REPOSITORY}/pullRequests/1/statuses`)).body).toMatchObject({ count: 1 });
    expect((await talk('GET', `${REPOSITORY}/pullRequests/1/workitems`)).body.value).toEqual([{ id: '7' }]);
    const other = (await push([change('edit', '/a.txt', 'd')], head)).body.commits[0].commitId;
    expect((await talk('GET', `${REPOSITORY}/pullrequests/1`)).body).toMatchObject({
      mergeStatus: 'conflicts',
      lastMergeTargetCommit: { commitId: other },
    });
    const abandoned = await talk('PATCH', `${REPOSITORY}/pullrequests/1`, { status: 'abandoned' });
    expect(abandoned.body.status).toBe('abandoned');
    expect((await talk('GET', `${REPOSITORY}/pullrequests?searchCriteria.status=active`)).body.count).toBe(0);
  });

  it('takes a name once', async () => {
    const taken = await talk('POST', '/contoso/lab/_apis/git/repositories', { name: 'Audit' });
    expect([taken.status, taken.body.message]).toEqual([409, expect.stringMatching(/^TF400948: /)]);
    const { body: other } = await talk('POST', '/contoso/lab/_apis/git/repositories', { name: 'other' });
    const by = (id: string) => `/contoso/lab/_apis/git/repositories/${id}`;
    expect((await talk('PATCH', by(other.id), { name: 'audit' })).status).toBe(409);
    expect((await talk('DELETE', by('other'))).status).toBe(400);
    expect((await talk('DELETE', by(other.id))).status).toBe(204);
    expect((await talk('GET', by('other'))).body.message).toMatch(/^TF401019: /);
  });

  it('says what changed, in a commit, in a push and between versions', async () => {
    const head = await first();
    const { body: pushed } = await push(
      [change('edit', '/a.txt', 'A'), change('delete', '/src/b.txt')],
      head,
    );
    const tip = pushed.commits[0].commitId;
    const edited = { changeType: 'edit', item: { path: '/a.txt' } };
    const deleted = { changeType: 'delete', item: { path: '/src/b.txt' } };
    const changes = await talk('GET', `${REPOSITORY}/commits/${tip}/changes`);
    expect(changes.body).toMatchObject({ changeCounts: { edit: 1, delete: 1 }, changes: [edited, deleted] });
    const versions = `baseVersion=${head}&baseVersionType=commit&targetVersion=main`;
    const diff = await talk('GET', `${REPOSITORY}/diffs/commits?${versions}`);
    expect(diff.body).toMatchObject({
      aheadCount: 1,
      behindCount: 0,
      commonCommit: head,
      changes: [edited, deleted],
    });
    const commits = await talk('GET', `${REPOSITORY}/commits?pushId=${pushed.pushId}`);
    expect(commits.body.value).toMatchObject([{ commitId: tip }]);
    expect((await talk('GET', `${REPOSITORY}/commits?pushId=99`)).status).toBe(404);
  });

  it('does not move a branch that is locked', async () => {
    const head = await first();
    expect((await talk('PATCH', `${REPOSITORY}/refs?filter=heads/main`, { isLocked: true })).status).toBe(
      200,
    );
    expect((await update('refs/heads/main', head, ZEROS)).body.value[0].updateStatus).toBe('locked');
    expect((await push([change('delete', '/a.txt')], head)).status).toBe(400);
    await talk('PATCH', `${REPOSITORY}/refs?filter=heads/main`, { isLocked: false });
    expect((await update('refs/heads/main', head, ZEROS)).body.value[0].updateStatus).toBe('succeeded');
  });

  it('has a behaviour for all operations of repositories but two', () => {
    const missing = contract.operations.filter(
      ({ id }) => /^(git|core|policy)\./.test(id) && !(id in behaviours),
    );
    expect(missing.map(({ id }) => id)).toEqual([
      'git.PolicyConfigurations_Get',
      'git.PullRequestCommits_GetPullRequestIterationCommits',
    ]);
  });
});
