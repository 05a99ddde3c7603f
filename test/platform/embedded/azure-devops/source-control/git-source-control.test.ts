import { createHash } from 'node:crypto';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

import { describe, expect, it, onTestFinished } from 'vitest';

import { createGitSourceControl } from '../../../../../platform/embedded/azure-devops/source-control/git-source-control.ts';
import {
  sourceControlContract,
  type InspectableSourceControl,
} from '../../../contract/source-control-contract.ts';
import { temporaryWorkspace } from '../../stores/temporary-workspace.ts';
import { deliveryFiles } from './delivery-files.ts';

const REPOSITORY = 'connectsoft/factory/audit-trail';

const git = async (...args: string[]): Promise<string> => (await promisify(execFile)('git', args)).stdout;

const createControl = (directory: string) =>
  createGitSourceControl({
    directory,
    clock: { now: () => new Date('2026-01-01T00:00:00Z') },
    author: { name: 'Factory', email: 'factory@example.com' },
  });

const history: InspectableSourceControl['history'] = async (cloneUrl) => {
  const commits = (await git(`--git-dir=${cloneUrl}`, 'rev-list', 'main')).trim().split('\n');
  return Promise.all(
    commits.map(async (commit) => {
      const raw = await git(`--git-dir=${cloneUrl}`, 'cat-file', 'commit', commit);
      const paths = await git(`--git-dir=${cloneUrl}`, 'ls-tree', '-r', '-z', '--name-only', commit);
      return {
        commit,
        message: raw.slice(raw.indexOf('\n\n') + 2),
        files: await Promise.all(
          paths
            .split('\0')
            .filter(Boolean)
            .map(async (path) => ({
              path,
              content: await git(`--git-dir=${cloneUrl}`, 'show', `${commit}:${path}`),
            })),
        ),
      };
    }),
  );
};

sourceControlContract('git', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'factory-git-'));
  return {
    connect: async () => ({ ...createControl(directory), history }),
    disconnectAll: async () => {},
    destroy: () => rm(directory, { recursive: true }),
  };
});

const commit = (directory: string, key = 'one') =>
  createControl(directory).commit(REPOSITORY, {
    key,
    message: `Commit ${key}`,
    files: deliveryFiles(key),
    workItemIds: [1],
  });

describe('source control in bare git repositories', () => {
  it('commits the bytes of an archive, once', async () => {
    const directory = temporaryWorkspace();
    const control = createControl(directory);
    const { cloneUrl } = await control.ensureRepository('p-1', REPOSITORY);
    const bytes = Buffer.from([0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x80]);
    const delivery = {
      key: 'archive',
      message: 'Add an archive',
      files: [{ path: 'vendor/a-1.0.0.tgz', content: bytes.toString('base64') }],
      workItemIds: [1],
    };
    const first = await control.commit(REPOSITORY, delivery);
    const sha1 = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    expect(await git(`--git-dir=${cloneUrl}`, 'ls-tree', '-r', 'main')).toContain(
      `${sha1}\tvendor/a-1.0.0.tgz`,
    );
    expect(await control.commit(REPOSITORY, delivery)).toEqual(first);
  });

  it('does nothing before it is used', () => {
    const directory = temporaryWorkspace();
    createControl(directory);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('can be cloned; every file is plain, the author and the time are given, nothing is broken', async () => {
    const directory = temporaryWorkspace();
    const { cloneUrl } = await createControl(directory).ensureRepository('p-1', REPOSITORY);
    expect(cloneUrl).toBe(join(directory, 'repositories', `${REPOSITORY}.git`));
    const { tree } = await commit(directory);
    const clone = join(directory, 'clone');
    await git('clone', '--quiet', cloneUrl, clone);
    expect(await git('-C', clone, 'status', '--porcelain', '--branch')).toBe('## main...origin/main\n');
    expect((await git('-C', clone, 'rev-parse', 'HEAD^{tree}')).trim()).toBe(tree);
    const [file] = deliveryFiles('one');
    expect(await readFile(join(clone, file!.path), 'utf8')).toBe(file!.content);
    const listed = await git(`--git-dir=${cloneUrl}`, 'ls-tree', '-r', '--format=%(objectmode)', 'main');
    expect(new Set(listed.trim().split('\n'))).toEqual(new Set(['100644']));
    expect(await git(`--git-dir=${cloneUrl}`, 'log', '--format=%an <%ae> %aI %cn <%ce> %cI', 'main')).toBe(
      'Factory <factory@example.com> 2026-01-01T00:00:00+00:00 Factory <factory@example.com> 2026-01-01T00:00:00+00:00\n',
    );
    await git(`--git-dir=${cloneUrl}`, 'fsck', '--strict', '--full');
  });

  it('builds on what people have pushed', async () => {
    const directory = temporaryWorkspace();
    const control = createControl(directory);
    const { cloneUrl } = await control.ensureRepository('p-1', REPOSITORY);
    const first = await commit(directory);
    const clone = join(directory, 'clone');
    await git('clone', '--quiet', cloneUrl, clone);
    writeFileSync(join(clone, 'by-hand.txt'), 'x');
    await git('-C', clone, 'add', '.');
    const identity = ['-c', 'user.name=Person', '-c', 'user.email=person@example.com'];
    await git('-C', clone, ...identity, 'commit', '--quiet', '-m', 'By hand\n\nFolded: a\n b');
    await git('-C', clone, 'push', '--quiet');
    expect(await commit(directory)).toEqual(first);
    const second = await commit(directory, 'two');
    expect(await control.head(REPOSITORY)).toEqual(second);
    expect(await git(`--git-dir=${cloneUrl}`, 'log', '--format=%s', 'main')).toBe(
      'Commit two\nBy hand\nCommit one\n',
    );
  });

  it.each([
    ['a repository that nobody owns', (path: string) => git('init', '--quiet', '--bare', path)],
    ['a folder', async (path: string) => mkdirSync(path)],
    ['a file', async (path: string) => writeFileSync(path, '')],
  ])('leaves %s of that name alone', async (_, make) => {
    const directory = temporaryWorkspace();
    const place = join(directory, 'repositories', `${REPOSITORY}.git`);
    mkdirSync(join(place, '..'), { recursive: true });
    await make(place);
    const { name } = await createControl(directory).ensureRepository('p-1', REPOSITORY);
    expect(name).toBe(`${REPOSITORY}-2`);
    expect(readdirSync(join(directory, 'repositories'))).toEqual(['connectsoft']);
  });

  it('takes nothing from the environment, the configuration or the hooks of the machine', async () => {
    const directory = temporaryWorkspace();
    const { cloneUrl } = await createControl(directory).ensureRepository('p-1', REPOSITORY);
    const hooks = join(cloneUrl, 'hooks');
    mkdirSync(hooks);
    writeFileSync(join(hooks, 'reference-transaction'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const hostile = { GIT_DIR: '/nowhere', GIT_AUTHOR_NAME: 'Someone', GIT_CONFIG_PARAMETERS: "'a" };
    const before = { ...process.env };
    Object.assign(process.env, hostile);
    onTestFinished(() => {
      process.env = before;
    });
    const { commit: made } = await commit(directory);
    process.env = before;
    expect((await git(`--git-dir=${cloneUrl}`, 'log', '--format=%H %an', 'main')).trim()).toBe(
      `${made} Factory`,
    );
  });

  it('says what to install when git is missing', async () => {
    const directory = temporaryWorkspace();
    const path = process.env['PATH'];
    onTestFinished(() => {
      process.env['PATH'] = path;
    });
    process.env['PATH'] = directory;
    await expect(createControl(directory).ensureRepository('p-1', REPOSITORY)).rejects.toMatchObject({
      kind: 'invalid-configuration',
      message: expect.stringContaining('Install Git'),
    });
    expect(readdirSync(join(directory, 'repositories'))).toEqual(['connectsoft']);
  });

  it('says what git said when a repository is broken', async () => {
    const directory = temporaryWorkspace();
    const { cloneUrl } = await createControl(directory).ensureRepository('p-1', REPOSITORY);
    writeFileSync(join(cloneUrl, 'HEAD'), 'nonsense');
    await expect(commit(directory)).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('not a git repository'),
    });
  });

  it('removes the locks that a killed git left', async () => {
    const directory = temporaryWorkspace();
    const { cloneUrl } = await createControl(directory).ensureRepository('p-1', REPOSITORY);
    for (const lock of ['HEAD.lock', 'refs/heads/main.lock']) writeFileSync(join(cloneUrl, lock), '');
    const made = await commit(directory);
    expect(await createControl(directory).head(REPOSITORY)).toEqual(made);
    expect(existsSync(join(cloneUrl, 'HEAD.lock'))).toBe(false);
  }, 20_000);

  it('writes a pack again whose mark a killed git left', async () => {
    const [made, killed] = [temporaryWorkspace(), temporaryWorkspace()];
    const { cloneUrl } = await createControl(made).ensureRepository('p-1', REPOSITORY);
    const first = await commit(made);
    const packs = readdirSync(join(cloneUrl, 'objects/pack')).filter((name) => name.endsWith('.pack'));
    expect(packs).toHaveLength(1);

    const { cloneUrl: again } = await createControl(killed).ensureRepository('p-1', REPOSITORY);
    mkdirSync(join(again, 'objects/pack'), { recursive: true });
    const mark = join(again, 'objects/pack', packs[0]!.replace(/pack$/, 'keep'));
    writeFileSync(mark, 'fast-import');
    expect(await commit(killed)).toEqual(first);
    expect(existsSync(mark)).toBe(false);
  }, 20_000);

  // Each process is killed, with its children, some milliseconds after it began; an undisturbed one needs about 100.
  it.each([0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88])(
    'commits each key once, whole, when it was killed after %i ms',
    async (delay) => {
      const directory = temporaryWorkspace();
      const script = join(import.meta.dirname, 'commit-twice.ts');
      const writer = spawn(process.execPath, [script, directory], {
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(writer, 'close');
      await once(writer.stdout, 'data');
      await setTimeout(delay);
      if (writer.exitCode === null) process.kill(-writer.pid!, 'SIGKILL');
      await ended;

      await promisify(execFile)(process.execPath, [script, directory]);
      const folder = join(directory, 'repositories/connectsoft/factory');
      expect(readdirSync(folder)).toEqual(['audit-trail.git']);
      const gitDirectory = `--git-dir=${join(folder, 'audit-trail.git')}`;
      expect(await git(gitDirectory, 'log', '--format=%s %T', 'main')).toBe(
        [
          'Commit two 9f5d420deec82255bc51194a29f64e5759c4e49f\n',
          'Commit one 14ccbe84c6391f959da08c54561f79bda287971d\n',
        ].join(''),
      );
      await git(gitDirectory, 'fsck', '--strict', '--full');
    },
    30_000,
  );
});
