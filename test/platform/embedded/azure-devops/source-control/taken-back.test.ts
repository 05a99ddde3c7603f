import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { createGitSourceControl } from '../../../../../platform/embedded/azure-devops/source-control/git-source-control.ts';
import { temporaryWorkspace } from '../../stores/temporary-workspace.ts';

const kept = { kind: 'invalid-configuration' };
const delivery = { key: 'k', message: 'Add it', files: [{ path: 'a', content: 'a' }], workItemIds: [] };
const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.test'];

/** A repository of a project, and a clone of it in which somebody works. */
const shared = async () => {
  const directory = temporaryWorkspace();
  const control = createGitSourceControl({
    directory,
    clock: { now: () => new Date('2026-01-01T00:00:00Z') },
    author: { name: 'Factory', email: 'factory@example.com' },
  });
  const { name, cloneUrl } = await control.ensureRepository('p-1', 'contoso/lab/audit', 'm');
  const clone = join(directory, 'clone');
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', clone, ...identity, ...args], { encoding: 'utf8', stdio: 'pipe' });
  return {
    control,
    name,
    git,
    checkOut: (branch: string) =>
      execFileSync('git', ['clone', '--quiet', '--branch', branch, cloneUrl, clone]),
    commitByHand() {
      writeFileSync(join(clone, 'by-hand.md'), 'mine');
      git('add', '.');
      git('commit', '--quiet', '-m', 'By hand');
    },
  };
};

it('keeps the branch and the repository that somebody pushed to', async () => {
  const { control, name, checkOut, commitByHand, git } = await shared();
  await control.commit(name, delivery);
  checkOut('main');
  commitByHand();
  git('push', '--quiet');
  const pushed = git('rev-parse', 'HEAD').trim();

  await expect(control.resetBranch(name, 'k')).rejects.toMatchObject(kept);
  await expect(control.removeRepository('p-1', name, 'm')).rejects.toMatchObject(kept);
  expect((await control.head(name))?.commit).toBe(pushed);
});

it('keeps the repository that holds a branch or a tag of somebody', async () => {
  const { control, name, checkOut, git } = await shared();
  await control.commit(name, delivery);
  checkOut('main');
  git('tag', 'mine');
  git('push', '--quiet', 'origin', 'main:refs/heads/mine', 'mine');
  await control.resetBranch(name, 'k');
  await expect(control.removeRepository('p-1', name, 'm')).rejects.toThrow(
    'still holds heads/mine, tags/mine',
  );
});

it('knows a pull request that somebody completed, and keeps it', async () => {
  const { control, name, checkOut, git } = await shared();
  await control.commit(name, delivery);
  const opened = await control.openPullRequest(name, { ...delivery, key: 'change' });
  checkOut(opened.sourceBranch);
  git('push', '--quiet', 'origin', 'HEAD:main');

  expect(await control.pullRequest(name, 'change')).toEqual({ ...opened, status: 'completed' });
  await expect(control.abandonPullRequest(name, 'change')).rejects.toThrow('it is completed');
  expect((await control.head(name))?.commit).toBe(opened.commit);
});

it('keeps a pull request to which somebody committed', async () => {
  const { control, name, checkOut, commitByHand, git } = await shared();
  await control.commit(name, delivery);
  const opened = await control.openPullRequest(name, { ...delivery, key: 'change' });
  checkOut(opened.sourceBranch);
  commitByHand();
  git('push', '--quiet');

  await expect(control.abandonPullRequest(name, 'change')).rejects.toMatchObject(kept);
  expect(await control.pullRequest(name, 'change')).toEqual(opened);
});
