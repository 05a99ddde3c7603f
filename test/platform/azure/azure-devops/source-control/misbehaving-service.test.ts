import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { SourceControl } from '../../../../../platform/ports.ts';
import { policiesOf } from '../../../../loopback/azure-devops/git/branch-policy.ts';
import { pullRequestsOf } from '../../../../loopback/azure-devops/git/pull-request.ts';
import { addRepository } from '../../../../loopback/azure-devops/git/repository.ts';
import { branchesOf, calls, deliveriesOn, delivery, file, REPOSITORY, startLab } from './lab.ts';

let lab: Awaited<ReturnType<typeof startLab>>;
let control: SourceControl;

beforeEach(async () => {
  lab = await startLab();
  control = lab.connect();
  await control.ensureRepository('p-1', REPOSITORY, 'm');
});
afterEach(() => lab.server.close());

const protect = (): void => {
  const settings = { scope: [{ repositoryId: null, refName: 'refs/heads/main', matchKind: 'Exact' }] };
  const type = { id: 'fa4e907d-c16b-4a4c-9dfa-4906e5d171dd' };
  policiesOf(lab.project).set(1, {
    id: 1,
    type,
    isEnabled: true,
    isBlocking: true,
    revision: 1,
    settings,
    createdDate: new Date(0).toISOString(),
  });
};

const refusal = (message: RegExp) => ({
  kind: 'invalid-configuration',
  message: expect.stringMatching(message),
});

/** Another client commits just before each of the next pushes. */
const race = (times: number): void => {
  let number = 0;
  const { store, refs } = lab.repository();
  lab.server.plant({
    on: calls('git.Pushes_Create'),
    times,
    meanwhile: () => {
      const tip = store.commits.get(refs.get('refs/heads/main')!)!;
      number += 1;
      const id = String(number).padStart(40, 'a');
      store.commits.set(id, {
        ...tip,
        id,
        parents: [tip.id],
        comment: `Other ${number}`,
        order: store.commits.size + 1,
      });
      refs.set('refs/heads/main', id);
    },
  });
};

describe('source control over an Azure DevOps that misbehaves', () => {
  it('says that the token is not accepted, and commits nothing', async () => {
    lab.server.plant({
      on: calls('git.Pushes_Create'),
      answer: { status: 203, html: '<html>Sign In</html>' },
    });
    await expect(control.commit(REPOSITORY, delivery())).rejects.toMatchObject(refusal(/sign-in page/));
    expect(await control.head(REPOSITORY)).toBeUndefined();
    lab.server.access.revokeAll();
  });

  it('waits as long as good answers ask for, and commits', async () => {
    lab.server.plant({
      on: calls(),
      times: 3,
      headers: { 'retry-after': '4', 'x-ratelimit-remaining': '0' },
    });
    await control.commit(REPOSITORY, delivery());
    expect(lab.slept).toEqual([4_000, 4_000, 4_000]);
    expect(deliveriesOn(lab.repository())).toHaveLength(1);
  });

  it('gives up for now when it is asked to wait for long', async () => {
    lab.server.plant({ on: calls('git.Commits_Get'), headers: { 'retry-after': '600' } });
    await expect(control.commit(REPOSITORY, delivery())).rejects.toMatchObject({
      kind: 'transient',
      retryAfterMs: 600_000,
    });
  });

  it('does not commit to a protected branch, but proposes the change', async () => {
    protect();
    await expect(control.commit(REPOSITORY, delivery())).rejects.toMatchObject(
      refusal(/main .* is protected/),
    );
    expect(await control.head(REPOSITORY)).toBeUndefined();
    expect(await control.openPullRequest(REPOSITORY, delivery())).toMatchObject({ id: 1, status: 'active' });
  });

  it('tells a pull request which work items it is for', async () => {
    const { id } = await control.openPullRequest(REPOSITORY, { ...delivery(), workItemIds: [7, 3, 7] });
    expect(pullRequestsOf(lab.repository()).get(id)!.workItemIds).toEqual(['3', '7']);
  });

  it('keeps a protected branch where it is', async () => {
    const made = await control.commit(REPOSITORY, delivery());
    protect();
    await expect(control.resetBranch(REPOSITORY, 'delivery')).rejects.toMatchObject(refusal(/is protected/));
    expect(await control.head(REPOSITORY)).toEqual(made);
  });

  it.each<[string, RegExp, (port: SourceControl) => Promise<unknown>]>([
    ['CreateRepository', /create the repository/, (port) => port.ensureRepository('p-2', REPOSITORY)],
    ['RenameRepository', /name a repository/, (port) => port.ensureRepository('p-2', REPOSITORY)],
    ['GenericContribute', /Contribute/, (port) => port.commit(REPOSITORY, delivery('second', [file('c')]))],
    [
      'CreateBranch',
      /"Create branch"/,
      (port) => port.openPullRequest(REPOSITORY, delivery('second', [file('c')])),
    ],
    [
      'PullRequestContribute',
      /open a pull request/,
      (port) => port.openPullRequest(REPOSITORY, delivery('second', [file('c')])),
    ],
    ['ForcePush', /Force push/, (port) => port.resetBranch(REPOSITORY, 'delivery')],
  ])(
    'says what it lacks without the permission %s, and does it when it has it',
    async (permission, message, work) => {
      await control.commit(REPOSITORY, delivery());
      lab.denied.add(permission);
      await expect(work(control)).rejects.toMatchObject(refusal(message));
      lab.denied.clear();
      expect(await work(control)).toBeTruthy();
      expect(lab.names().filter((name) => name.startsWith('factory-new-'))).toEqual([]);
    },
  );

  it('says so when it may not remove a repository', async () => {
    lab.denied.add('DeleteRepository');
    await expect(control.removeRepository('p-1', REPOSITORY, 'm')).rejects.toMatchObject(
      refusal(/remove the repository/),
    );
    expect(lab.names()).toEqual(['audit']);
  });

  it('commits on top of what came between', async () => {
    race(4);
    await control.commit(REPOSITORY, delivery());
    expect(deliveriesOn(lab.repository()).map(({ subject }) => subject)).toEqual([
      'Add delivery',
      'Other 4',
      'Other 3',
      'Other 2',
      'Other 1',
    ]);
  });

  it('gives up for now when something comes between again and again', async () => {
    race(5);
    await expect(control.commit(REPOSITORY, delivery())).rejects.toMatchObject({ kind: 'transient' });
    expect(deliveriesOn(lab.repository())).toHaveLength(5);
    await control.commit(REPOSITORY, delivery());
    expect(deliveriesOn(lab.repository())).toHaveLength(6);
  });

  it('finds the commit whose answer was lost, and does not make it twice', async () => {
    lab.server.plant({ on: calls('git.Pushes_Create'), cut: 'after' });
    await expect(control.commit(REPOSITORY, delivery())).rejects.toMatchObject({ kind: 'transient' });
    const head = await control.head(REPOSITORY);
    expect(await control.commit(REPOSITORY, delivery())).toEqual(head);
    expect(deliveriesOn(lab.repository())).toHaveLength(1);
    expect(lab.server.calls.filter(({ operationId }) => operationId === 'git.Pushes_Create')).toHaveLength(2);
  });

  it('finds a key below a message that lists cut', async () => {
    const long = { ...delivery(), message: `Add it\n\n${'word '.repeat(300)}` };
    const made = await control.commit(REPOSITORY, long);
    expect(await control.commit(REPOSITORY, { ...long, files: [file('other')] })).toEqual(made);
  });

  it('finds a key below many commits', async () => {
    const made = await control.commit(REPOSITORY, delivery());
    const { store, refs } = lab.repository();
    for (let number = 1; number <= 450; number += 1) {
      const tip = store.commits.get(refs.get('refs/heads/main')!)!;
      const id = String(number).padStart(40, 'b');
      store.commits.set(id, {
        ...tip,
        id,
        parents: [tip.id],
        comment: `Other ${number}`,
        order: tip.order + 1,
      });
      refs.set('refs/heads/main', id);
    }
    expect(await control.commit(REPOSITORY, delivery())).toEqual(made);
  });

  it('removes the repository that it made because it looked before another process had made one', async () => {
    let names: string[] = [];
    lab.server.plant({ on: calls('git.Repositories_Update'), meanwhile: () => (names = lab.names()) });
    await control.ensureRepository('p-2', 'contoso/lab/orders');
    const aside = names.find((name) => name.startsWith('factory-new-'))!;
    addRepository(lab.project, aside);
    expect((await control.ensureRepository('p-2', 'contoso/lab/orders')).name).toBe('contoso/lab/orders');
    expect(lab.names()).toEqual(['audit', 'orders']);
  });

  it('does not propose anew what was abandoned, when its branch was left', async () => {
    await control.openPullRequest(REPOSITORY, delivery());
    lab.server.plant({ on: calls('git.Refs_UpdateRefs'), cut: 'before' });
    await expect(control.abandonPullRequest(REPOSITORY, 'delivery')).rejects.toMatchObject({
      kind: 'transient',
    });
    const anew = await control.openPullRequest(REPOSITORY, delivery('delivery', [file('anew')]));
    expect(deliveriesOn(lab.repository(), anew.sourceBranch)).toEqual([
      { subject: 'Add delivery', paths: ['anew'] },
    ]);
  });

  it('never touches the repository of somebody else', async () => {
    addRepository(lab.project, 'Billing');
    expect((await control.ensureRepository('p-1', 'contoso/lab/billing', 'm')).name).toBe(
      'contoso/lab/billing-2',
    );
    expect(await control.removeRepository('p-1', 'contoso/lab/billing', 'm')).toBe('contoso/lab/billing-2');
    expect(lab.names()).toEqual(['Billing', 'audit']);
  });

  it('keeps a repository in which somebody made a tag', async () => {
    const { refs } = lab.repository();
    refs.set('refs/tags/v1', refs.get('refs/heads/main')!);
    await expect(control.removeRepository('p-1', REPOSITORY, 'm')).rejects.toMatchObject(
      refusal(/still holds v1/),
    );
    expect(lab.names()).toEqual(['audit']);
  });

  it('says that a project or an organization is not there', async () => {
    for (const name of ['contoso/none/audit', 'nobody/lab/audit'])
      await expect(control.ensureRepository('p-1', name)).rejects.toMatchObject(refusal(/no project/));
  });

  it('keeps a pull request to whose branch somebody committed, and does not propose on it', async () => {
    await control.openPullRequest(REPOSITORY, delivery());
    const repository = lab.repository();
    const branch = branchesOf(repository).find((name) => name.startsWith('factory/'))!;
    const owner = repository.refs.get('refs/tags/factory/owner')!;
    const foreign = {
      ...repository.store.commits.get(owner)!,
      id: 'c'.repeat(40),
      comment: 'Mine',
      parents: [owner],
    };
    repository.store.commits.set(foreign.id, { ...foreign, order: 99 });
    repository.refs.set(`refs/heads/${branch}`, foreign.id);
    await expect(control.abandonPullRequest(REPOSITORY, 'delivery')).rejects.toMatchObject(
      refusal(/somebody committed/),
    );
    expect(await control.pullRequest(REPOSITORY, 'delivery')).toMatchObject({
      status: 'active',
      commit: foreign.id,
    });
    repository.refs.delete(`refs/heads/${branch}`);
    pullRequestsOf(repository).clear();
    repository.refs.set(`refs/heads/${branch}`, foreign.id);
    await expect(control.openPullRequest(REPOSITORY, delivery())).rejects.toMatchObject(
      refusal(/not of the factory/),
    );
    expect(repository.refs.get(`refs/heads/${branch}`)).toBe(foreign.id);
  });

  it('does not take what is no object id for one', async () => {
    const value = [{ name: 'refs/heads/main', objectId: '../../../../../fabrikam/_apis/projects' }];
    lab.server.plant({ on: calls('git.Refs_List'), answer: { status: 200, body: { count: 1, value } } });
    await expect(control.head(REPOSITORY)).rejects.toMatchObject({ kind: 'transient' });
  });
});
