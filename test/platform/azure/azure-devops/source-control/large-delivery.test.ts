import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { bytesOf } from '../../../../../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import { writeRepository } from '../../../../loopback/azure-devops/git/write-repository.ts';
import { branchesOf, calls, deliveriesOn, delivery, file, REPOSITORY, startLab } from './lab.ts';

const MAX_PUSH_BYTES = 4_000;

let lab: Awaited<ReturnType<typeof startLab>>;
let folder: string;

beforeEach(async () => {
  lab = await startLab({ maxBodyBytes: MAX_PUSH_BYTES + 1_000 });
  folder = await mkdtemp(join(tmpdir(), 'devops-'));
  await lab.connect().ensureRepository('p-1', REPOSITORY);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await lab.server.close();
});

const connect = () => lab.connect({ maxPushBytes: MAX_PUSH_BYTES });

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'core.autocrlf=false', ...args], { cwd, encoding: 'utf8' }).trim();

/** What git itself makes of these files. */
const treeByGit = async (files: readonly GeneratedFile[]): Promise<string> => {
  const work = join(folder, 'work');
  git(folder, 'init', '--quiet', work);
  for (const one of files) {
    const path = join(work, one.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytesOf(one));
  }
  git(work, 'add', '--all');
  return git(work, 'write-tree');
};

const many = Array.from({ length: 12 }, (_, number) =>
  file(`src/part-${number}/file.ts`, String.fromCodePoint(97 + number).repeat(700)),
);
const binary = file('package.tgz', Buffer.from([...Array(256).keys()]).toString('base64'));
const odd = [file('src.txt', '\uFEFFbom\r\n'), file('src/ü ñ.md', '😀'), file('src-x', ''), binary];

describe('a delivery to Azure DevOps', () => {
  it('has the tree that git makes of its files', async () => {
    const files = [...many, ...odd];
    const { commit, tree } = await lab
      .connect({ maxPushBytes: 100_000 })
      .commit(REPOSITORY, delivery('k', odd));
    expect(tree).toBe(await treeByGit(odd));
    await rm(join(folder, 'work'), { recursive: true });
    const next = await connect().commit(REPOSITORY, delivery('next', files));
    expect(next.tree).toBe(await treeByGit(files));
    const bare = join(folder, 'bare');
    await writeRepository(lab.repository(), bare);
    expect(git(bare, 'fsck', '--strict')).toBe('');
    expect(git(bare, 'rev-parse', 'main', 'main^{tree}')).toBe(`${next.commit}\n${next.tree}`);
    expect(git(bare, 'merge-base', commit, 'main')).toBe(commit);
    expect(git(bare, 'show', '-s', '--format=%(trailers:key=Factory-Key,valueonly)', 'main')).toBe('next');
  });

  it('that is too large for a push becomes a chain, to which the branch moves at once', async () => {
    const control = connect();
    const first = await control.commit(REPOSITORY, delivery());
    const seenTips = new Set<string>();
    lab.server.plant({
      on: calls('git.Pushes_Create'),
      times: 10,
      meanwhile: () => seenTips.add(lab.repository().refs.get('refs/heads/main')!),
    });
    const made = await control.commit(REPOSITORY, delivery('large', many));
    expect([...seenTips]).toEqual([first.commit]);
    const pushes = lab.server.calls.filter(({ operationId }) => operationId === 'git.Pushes_Create').slice(2);
    expect(pushes.length).toBeGreaterThan(2);
    for (const { bytes, status } of pushes)
      expect([status, bytes < MAX_PUSH_BYTES + 1_000]).toEqual([201, true]);
    expect(deliveriesOn(lab.repository()).map(({ subject }) => subject)).toEqual([
      'Add large',
      'Add large (3 of 4)',
      'Add large (2 of 4)',
      'Add large (1 of 4)',
      'Add delivery',
    ]);
    expect(branchesOf(lab.repository())).toEqual(['main']);
    expect(await control.commit(REPOSITORY, delivery('large', many))).toEqual(made);
    expect(await control.resetBranch(REPOSITORY, 'large')).toBe(true);
    expect(await control.head(REPOSITORY)).toEqual(first);
  });

  it('starts over when somebody commits while a chain is made', async () => {
    const control = connect();
    const { refs } = lab.repository();
    const on = calls('git.Pushes_Create');
    const before = await control.commit(REPOSITORY, delivery());
    const other = await control.commit(REPOSITORY, delivery('other', [file('z')]));
    refs.set('refs/heads/main', before.commit);
    lab.server.plant({ on, after: 1, meanwhile: () => refs.set('refs/heads/main', other.commit) });
    const made = await control.commit(REPOSITORY, delivery('large', many));
    expect(await control.head(REPOSITORY)).toEqual(made);
    expect(
      deliveriesOn(lab.repository())
        .map(({ subject }) => subject)
        .slice(3),
    ).toEqual(['Add large (1 of 4)', 'Add other', 'Add delivery']);
    expect(branchesOf(lab.repository())).toEqual(['main']);
  });

  it('is made without the permission to remove the branch aside, which goes when it is there', async () => {
    const control = connect();
    lab.denied.add('ForcePush');
    const made = await control.commit(REPOSITORY, delivery('large', many));
    expect(await control.head(REPOSITORY)).toEqual(made);
    expect(branchesOf(lab.repository())).toHaveLength(2);
    lab.denied.clear();
    expect(await control.commit(REPOSITORY, delivery('large', many))).toEqual(made);
    expect(branchesOf(lab.repository())).toEqual(['main']);
  });

  it('is proposed as a chain, too', async () => {
    const opened = await connect().openPullRequest(REPOSITORY, delivery('large', many));
    expect(deliveriesOn(lab.repository(), opened.sourceBranch)).toHaveLength(4);
    expect(branchesOf(lab.repository()).toSorted()).toEqual([opened.sourceBranch, 'main']);
    expect(lab.repository().refs.get(`refs/heads/${opened.sourceBranch}`)).toBe(opened.commit);
  });

  it('with a file that no push can hold is refused', async () => {
    const control = lab.connect({ maxPushBytes: MAX_PUSH_BYTES });
    await expect(
      control.commit(REPOSITORY, delivery('huge', [file('a', 'a'.repeat(9_000))])),
    ).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining('too large'),
    });
    expect(await control.head(REPOSITORY)).toBeUndefined();
  });
});
