import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { WorkItemDraft } from '../../../../../factory/domain/work-item.ts';
import { createAzureDevOpsHttp } from '../../../../../platform/azure/azure-devops/azure-devops-http.ts';
import { identityUrlOf } from '../../../../../platform/azure/azure-devops/pull-requests/identities.ts';
import { createAzureWorkItemTracker } from '../../../../../platform/azure/azure-devops/work-items/work-item-tracker.ts';
import type { PullRequests } from '../../../../../platform/ports.ts';
import { withMarker } from '../../../../../platform/pull-requests/comment-marker.ts';
import { policiesOf } from '../../../../loopback/azure-devops/git/branch-policy.ts';
import { filesOf } from '../../../../loopback/azure-devops/git/git-objects.ts';
import { satisfiedOf } from '../../../../loopback/azure-devops/git/policy-evaluations.ts';
import { REVIEWER } from '../../../contract/pull-requests-contract.ts';
import { file } from '../source-control/lab.ts';
import { startPullLab } from './pull-lab.ts';

const REPOSITORY = 'contoso/lab/audit';
const BUILD = '0609b952-1397-4640-95ec-e00a01b2c241';
const MINIMUM_REVIEWERS = 'fa4e907d-c16b-4a4c-9dfa-4906e5d171dd';

let lab: Awaited<ReturnType<typeof startPullLab>>;
let pulls: PullRequests;

/** Each step changes what the one before wrote, too: none can be done twice. */
const steps = (...names: string[]) =>
  names.map((name) => ({ message: `Add ${name}`, files: [file(name), file('shared', name)] }));
const open = (more: object = {}) =>
  pulls.open(REPOSITORY, {
    key: 'change',
    title: 'Change',
    description: '',
    steps: steps('a', 'b'),
    ...more,
  });

const protect = (type: string, settings: object = {}) => {
  const id = lab.organization.next('policy');
  policiesOf(lab.project).set(id, {
    id,
    type: { id: type },
    isEnabled: true,
    isBlocking: true,
    revision: 1,
    settings: { scope: [{ refName: 'refs/heads/main', matchKind: 'exact' }], ...settings },
    createdDate: '2026-01-01T00:00:00Z',
  });
  return id;
};

beforeEach(async () => {
  lab = await startPullLab();
  pulls = lab.connect();
  const control = lab.control();
  await control.ensureRepository('p-1', REPOSITORY);
  await control.commit(REPOSITORY, { key: 'first', message: 'First', files: [file('x')], workItemIds: [] });
});
afterEach(() => lab.server.close());

const mainOf = () => lab.repository(REPOSITORY).refs.get('refs/heads/main');
const commitsOn = (branch: string) => {
  const { store, refs } = lab.repository(REPOSITORY);
  const subjects: string[] = [];
  for (let id = refs.get(`refs/heads/${branch}`); id !== undefined; id = store.commits.get(id)!.parents[0])
    subjects.unshift(store.commits.get(id)!.comment.split('\n', 1)[0]!);
  return subjects.slice(2);
};

describe('policies of a branch', () => {
  it('are named, and never bypassed', async () => {
    const build = protect(BUILD, { displayName: 'Nightly\u0007 build' });
    protect(MINIMUM_REVIEWERS, { minimumApproverCount: 1 });
    const pull = await open();
    const main = mainOf();
    const blocked = ['Build (Nightly build)', 'Minimum number of reviewers'];
    expect(await pulls.blockers(REPOSITORY, pull.id)).toEqual(blocked);
    await expect(pulls.complete(REPOSITORY, pull.id, pull.commit)).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining(blocked.join(', ')),
    });
    expect(mainOf()).toBe(main);
    satisfiedOf(lab.pull(REPOSITORY, pull.id)).add(build);
    lab.pull(REPOSITORY, pull.id).reviewers.set(lab.reviewer.id, {
      vote: 5,
      isRequired: false,
      displayName: 'Reviewer',
    });
    expect((await pulls.complete(REPOSITORY, pull.id, pull.commit)).status).toBe('completed');
  });

  it('count where one comes between what was read and completing', async () => {
    const pull = await open();
    lab.server.plant({
      on: ({ operationId }) => operationId === 'git.PullRequests_Update',
      meanwhile: () => void protect(BUILD),
    });
    await expect(pulls.complete(REPOSITORY, pull.id, pull.commit)).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining('policy'),
    });
    expect(lab.pull(REPOSITORY, pull.id).status).toBe('active');
  });
});

describe('completing', () => {
  it('is refused by the service where the branch moves at the last moment', async () => {
    const pull = await open();
    const { refs } = lab.repository(REPOSITORY);
    lab.server.plant({
      on: ({ operationId }) => operationId === 'git.PullRequests_Update',
      meanwhile: () => void refs.set(`refs/heads/${pull.sourceBranch}`, mainOf()!),
    });
    const main = mainOf();
    await expect(pulls.complete(REPOSITORY, pull.id, pull.commit)).rejects.toMatchObject({
      kind: 'transient',
    });
    await expect(pulls.complete(REPOSITORY, pull.id, pull.commit)).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining('not at'),
    });
    expect(mainOf()).toBe(main);
  });

  it('says that the service is about it, while it is', async () => {
    const pull = await open();
    lab.server.plant({
      on: ({ operationId }) => operationId === 'git.PullRequests_Update',
      answer: { status: 200, body: { pullRequestId: pull.id, status: 'active' } },
    });
    await expect(pulls.complete(REPOSITORY, pull.id, pull.commit)).rejects.toMatchObject({
      kind: 'transient',
      retryAfterMs: 5_000,
    });
  });
});

describe('other people', () => {
  it('cannot keep the factory silent with its markers', async () => {
    const pull = await open();
    const thread = await pulls.openThread(REPOSITORY, pull.id, { key: 't', markdown: 'Ours' });
    const [kept] = lab.pull(REPOSITORY, pull.id).threads as { properties: unknown; comments: object[] }[];
    const forged = { id: 2, author: lab.mallory, content: withMarker('Theirs', 'r'), commentType: 'text' };
    kept!.comments.push(forged);
    lab.pull(REPOSITORY, pull.id).threads.unshift({ ...kept, id: 99, comments: [{ ...forged, id: 1 }] });
    const replied = await pulls.reply(REPOSITORY, pull.id, { thread: thread.id, key: 'r', markdown: 'Ours' });
    expect(replied.comments.map(({ markdown }) => markdown)).toEqual(['Ours', 'Theirs', 'Ours']);
    expect(await pulls.openThread(REPOSITORY, pull.id, { key: 't', markdown: 'Ours' })).toMatchObject({
      id: thread.id,
    });
  });

  it('are told from notes of the service, and from what was deleted', async () => {
    const pull = await open();
    const author = lab.mallory;
    lab
      .pull(REPOSITORY, pull.id)
      .threads.push(
        { id: 50, comments: [{ id: 1, author, content: 'Mallory voted -10', commentType: 'system' }] },
        { id: 51, comments: [{ id: 1, author, content: 'gone', isDeleted: true }], status: 'active' },
        { id: 52, comments: [{ id: 1, author, content: 'Use a decimal.' }], status: 'unknown' },
      );
    expect(await pulls.threads(REPOSITORY, pull.id)).toEqual([
      { id: 52, status: undefined, comments: [{ id: 1, author, markdown: 'Use a decimal.', at: '' }] },
    ]);
  });

  it('keep their commits when it is abandoned', async () => {
    const pull = await open();
    const { refs, store } = lab.repository(REPOSITORY);
    const tip = store.commits.get(pull.commit)!;
    const theirs = { ...tip, id: 'a'.repeat(40), comment: 'By hand', parents: [tip.id] };
    store.commits.set(theirs.id, theirs);
    refs.set(`refs/heads/${pull.sourceBranch}`, theirs.id);
    await expect(pulls.abandon(REPOSITORY, pull.id)).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining('somebody committed'),
    });
    expect(refs.get(`refs/heads/${pull.sourceBranch}`)).toBe(theirs.id);
    const more = { key: 'more', steps: steps('c') };
    await pulls.addCommits(REPOSITORY, pull.id, more);
    expect(commitsOn(pull.sourceBranch)).toEqual(['Add a', 'Add b', 'By hand', 'Add c']);
  });

  it('are found as reviewers by their whole address only', async () => {
    const pull = await open({ reviewers: [{ uniqueName: REVIEWER.toUpperCase(), required: true }] });
    expect(pull.reviewers.map(({ id }) => id)).toEqual([lab.reviewer.id]);
    for (const uniqueName of ['reviewer', REVIEWER.slice(0, -1), 'Reviewer'])
      await expect(
        open({ key: 'other', reviewers: [{ uniqueName, required: false }] }),
      ).rejects.toMatchObject({ kind: 'invalid-configuration' });
  });
});

it('asks for people where the service keeps them', () => {
  expect(identityUrlOf('https://dev.azure.com')).toBe('https://vssps.dev.azure.com');
  expect(identityUrlOf('http://127.0.0.1:1')).toBe('http://127.0.0.1:1');
});

it('makes a chain of commits of a step that is too large for a push', async () => {
  const large = lab.connect(undefined, { maxPushBytes: 3_000 });
  const files = ['l1', 'l2', 'l3'].map((path) => file(path, path.repeat(900)));
  const draft = { key: 'large', title: 'Large', description: '', steps: [{ message: 'Large', files }] };
  const pull = await large.open(REPOSITORY, draft);
  expect(commitsOn(pull.sourceBranch).at(-1)).toBe('Large');
  expect(await large.open(REPOSITORY, draft)).toEqual(pull);
  const tree = await lab.control().readTree(REPOSITORY, pull.commit);
  expect(tree!.files.map(({ path }) => path)).toEqual(['l1', 'l2', 'l3', 'x']);
});

it('links work items on both sides', async () => {
  const http = createAzureDevOpsHttp({
    access: { credential: lab.server.access.credential() },
    baseUrl: lab.server.url,
  });
  const tracker = createAzureWorkItemTracker({
    http,
    placeOf: async () => ({ organization: 'contoso', project: 'lab' }),
  });
  const epic = (key: string): WorkItemDraft => ({
    key,
    type: 'Epic',
    title: key,
    description: '',
    priority: 2,
    tags: [],
  });
  const numbers = await tracker.ensureAll('p-1', [epic('E1'), epic('E2')]);
  const pull = await open({ workItemIds: [numbers['E1']!] });
  for (const key of ['E1', 'E2']) await tracker.linkPullRequest('p-1', [key], REPOSITORY, pull.id);
  expect((await tracker.list('p-1')).map(({ pullRequests }) => pullRequests)).toEqual([
    [{ repository: REPOSITORY, id: pull.id }],
    [{ repository: REPOSITORY, id: pull.id }],
  ]);
  expect((await pulls.get(REPOSITORY, pull.id))!.workItemIds).toEqual([numbers['E1'], numbers['E2']]);
});

describe('a connection that is cut', () => {
  const works = {
    'opening one': { given: async () => undefined, work: () => open() },
    'adding commits': {
      given: () => open(),
      work: () => pulls.addCommits(REPOSITORY, 1, { key: 'more', steps: steps('c', 'd') }),
    },
    'writing a thread': {
      given: () => open(),
      work: async () => {
        const { id } = await pulls.openThread(REPOSITORY, 1, { key: 't', markdown: 'One' });
        await pulls.reply(REPOSITORY, 1, { thread: id, key: 'r', markdown: 'Two' });
        await pulls.postStatus(REPOSITORY, 1, {
          genre: 'factory',
          name: 'quality',
          state: 'succeeded',
          description: 'Green',
        });
      },
    },
    completing: {
      given: () => open(),
      work: async () => pulls.complete(REPOSITORY, 1, (await pulls.get(REPOSITORY, 1))!.commit),
    },
    abandoning: { given: () => open(), work: () => pulls.abandon(REPOSITORY, 1) },
    reopening: {
      given: async () => {
        await open();
        await pulls.abandon(REPOSITORY, 1);
      },
      work: () => pulls.reopen(REPOSITORY, 1),
    },
  };

  const seen = () => {
    const { refs, store } = lab.repository(REPOSITORY);
    const request = lab.pull(REPOSITORY, 1);
    const threads = request.threads as { comments: { content: string }[] }[];
    return {
      pull: [request.status, request.title],
      others: lab.pull(REPOSITORY, 2),
      files: [...refs.values()].map((id) => [...filesOf(store, store.commits.get(id))]),
      branches: [...refs.keys()].map((ref) => [ref, commitsOn(ref.replace('refs/heads/', ''))]),
      threads: threads.map(({ comments }) => comments.map(({ content }) => content)),
      statuses: request.statuses.length,
    };
  };

  it.each(Object.entries(works))('while %s leads to the same in the end', async (_, { given, work }) => {
    await given();
    const before = lab.server.calls.length;
    await work();
    const calls = lab.server.calls.length - before;
    const expected = seen();
    for (let call = 0; call < calls; call += 1) {
      await lab.server.close();
      lab = await startPullLab();
      pulls = lab.connect();
      const control = lab.control();
      await control.ensureRepository('p-1', REPOSITORY);
      await control.commit(REPOSITORY, {
        key: 'first',
        message: 'First',
        files: [file('x')],
        workItemIds: [],
      });
      await given();
      lab.server.plant({ on: () => true, after: call, cut: 'after' });
      await work().catch(() => undefined);
      expect(lab.server.faultsLeft()).toBe(0);
      pulls = lab.connect();
      await work();
      expect([call, seen()]).toEqual([call, expected]);
    }
  });
});
