import { describe, expect, it } from 'vitest';

import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import type { SourceControl } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

/** Besides the port, how the suite looks at what was committed. */
export type InspectableSourceControl = SourceControl & {
  /** Commits of branch `main`, newest first. */
  history(cloneUrl: string): Promise<{ commit: string; message: string; files: GeneratedFile[] }[]>;
};

const file = (path: string, content = `content of ${path}\n`): GeneratedFile => ({ path, content });
const files = [
  file('.gitignore', 'node_modules\n'),
  file('.npmrc', 'save-exact=true\n'),
  file('README.md', '# Ünïcode 😀\r\n'),
  file('empty.txt', ''),
  file('src/a b/main.ts', 'no newline at the end'),
  file('src/main.ts'),
];
/** What `git add -A && git write-tree` answers in a work tree that holds `files`. */
const TREE = '79c1e666393003e89e1d4aff7ff741ee0e619dd8';

const delivery = (changes: Partial<Parameters<SourceControl['commit']>[1]> = {}) => ({
  key: 'p-1:audit:delivery',
  message: 'Add the audit service',
  files,
  workItemIds: [7, 3, 7],
  ...changes,
});

export const sourceControlContract = (
  name: string,
  makeBacking: () => Promise<Backing<InspectableSourceControl>>,
): void => {
  describe(`${name} is source control`, () => {
    const { connect, restart } = useBacking(makeBacking);

    const withRepository = async () => {
      const control = await connect();
      return { control, ...(await control.ensureRepository('p-1', 'contoso/lab/audit')) };
    };

    it('creates a repository without commits', async () => {
      const { control, name: full } = await withRepository();
      expect(full).toBe('contoso/lab/audit');
      expect(await control.head(full)).toBeUndefined();
    });

    it('finds the repository it made before', async () => {
      const { control, ...made } = await withRepository();
      await control.commit(made.name, delivery());
      expect(await control.ensureRepository('p-1', 'contoso/lab/audit')).toEqual(made);
      expect(await (await restart()).ensureRepository('p-1', 'contoso/lab/audit')).toEqual(made);
      expect(await control.head(made.name)).toBeDefined();
    });

    it('takes the next free name when other projects own it', async () => {
      const { control } = await withRepository();
      const ensure = async (project: string) =>
        (await control.ensureRepository(project, 'contoso/lab/audit')).name;
      expect(await ensure('p-2')).toBe('contoso/lab/audit-2');
      expect(await ensure('p-3')).toBe('contoso/lab/audit-3');
      expect(await ensure('p-2')).toBe('contoso/lab/audit-2');
    });

    it('does not give a project one repository for two names', async () => {
      const { control } = await withRepository();
      expect((await control.ensureRepository('p-2', 'contoso/lab/audit')).name).toBe('contoso/lab/audit-2');
      expect((await control.ensureRepository('p-2', 'contoso/lab/audit-2')).name).toBe(
        'contoso/lab/audit-2-2',
      );
    });

    it('keeps organizations and projects apart', async () => {
      const { control, cloneUrl } = await withRepository();
      const others = await Promise.all(
        ['contoso/ops/audit', 'fabrikam/lab/audit'].map((full) => control.ensureRepository('p-1', full)),
      );
      expect(others.map((other) => other.name)).toEqual(['contoso/ops/audit', 'fabrikam/lab/audit']);
      expect(new Set([cloneUrl, ...others.map((other) => other.cloneUrl)]).size).toBe(3);
    });

    it('makes one repository per project when clients race', async () => {
      const clients = [await connect(), await connect()];
      const answers = await Promise.all(
        ['p-1', 'p-2', 'p-1', 'p-2', 'p-1', 'p-2'].map(async (project, index) => ({
          project,
          ...(await clients[index % 2]!.ensureRepository(project, 'contoso/lab/audit')),
        })),
      );
      const namesOf = (project: string) =>
        new Set(answers.filter((answer) => answer.project === project).map((answer) => answer.name));
      expect(namesOf('p-1').size).toBe(1);
      expect(namesOf('p-2').size).toBe(1);
      expect([...namesOf('p-1'), ...namesOf('p-2')].toSorted()).toEqual([
        'contoso/lab/audit',
        'contoso/lab/audit-2',
      ]);
    });

    it.each(['audit', 'a/b', 'a/b/c/d', '../lab/audit', 'contoso/lab/Audit', 'contoso/lab/audit.git', ''])(
      'refuses the repository name %j',
      async (full) => {
        const control = await connect();
        const refused = { kind: 'invalid-configuration' };
        await expect(control.ensureRepository('p-1', full)).rejects.toMatchObject(refused);
        await expect(control.head(full)).rejects.toMatchObject(refused);
      },
    );

    it('refuses a repository that does not exist', async () => {
      const control = await connect();
      await expect(control.commit('contoso/lab/none', delivery())).rejects.toMatchObject({
        kind: 'invalid-configuration',
      });
    });

    it('commits exactly the files, with key and work items in the message', async () => {
      const { control, name: full, cloneUrl } = await withRepository();
      const { commit, tree } = await control.commit(full, delivery());
      expect(await control.head(full)).toEqual({ commit, tree });
      expect(await control.history(cloneUrl)).toEqual([
        {
          commit,
          message:
            'Add the audit service\n\nRelated work items: AB#3, AB#7\n\nFactory-Key: p-1:audit:delivery\n',
          files,
        },
      ]);
    });

    it('gives equal files the same tree on every machine', async () => {
      const { control, name: full } = await withRepository();
      expect((await control.commit(full, delivery({ files: files.toReversed() }))).tree).toBe(TREE);
    });

    it('replaces everything that was there, on top of it', async () => {
      const { control, name: full, cloneUrl } = await withRepository();
      const first = await control.commit(full, delivery());
      const next = delivery({ key: 'second', message: 'Change it', files: [file('src', 'now a file')] });
      const second = await control.commit(full, next);
      expect((await control.history(cloneUrl)).map((one) => [one.commit, one.files])).toEqual([
        [second.commit, [file('src', 'now a file')]],
        [first.commit, files],
      ]);
    });

    it('finds the commit of a key and writes nothing', async () => {
      const { control, name: full, cloneUrl } = await withRepository();
      const first = await control.commit(full, delivery());
      const second = await control.commit(full, delivery({ key: 'second', files: [file('a')] }));
      const again = await (await restart()).commit(full, delivery({ files: [file('other')] }));
      expect(again).toEqual(first);
      expect(await control.head(full)).toEqual(second);
      expect(await control.history(cloneUrl)).toHaveLength(2);
    });

    it('answers the head when a new key changes nothing', async () => {
      const { control, name: full, cloneUrl } = await withRepository();
      const first = await control.commit(full, delivery());
      expect(await control.commit(full, delivery({ key: 'second', message: 'Again' }))).toEqual(first);
      expect(await control.history(cloneUrl)).toHaveLength(1);
    });

    it('commits once per key when clients race', async () => {
      const { control, name: full, cloneUrl } = await withRepository();
      const other = await connect();
      const keys = ['k1', 'k2', 'k3', 'k1', 'k2', 'k3'];
      const answers = await Promise.all(
        keys.map((key, index) =>
          (index % 2 ? control : other).commit(full, delivery({ key, files: [file('a', key)] })),
        ),
      );
      expect(new Set(answers.map(({ commit }) => commit)).size).toBe(3);
      expect(await control.history(cloneUrl)).toHaveLength(3);
    });

    it('does not take a key that only the text of a message claims', async () => {
      const { control, name: full, cloneUrl } = await withRepository();
      const claims = 'Add it\n\nFactory-Key: victim\r\nSigned-off-by: x';
      await control.commit(full, delivery({ key: 'attacker', message: claims, workItemIds: [] }));
      await control.commit(full, delivery({ key: 'victim', files: [file('a')] }));
      expect((await control.history(cloneUrl)).map((one) => one.files)).toEqual([[file('a')], files]);
    });

    it.each(['', 'two\nlines', ' spaced ', 'nul\0'])('refuses the key %j', async (key) => {
      const { control, name: full } = await withRepository();
      await expect(control.commit(full, delivery({ key }))).rejects.toMatchObject({
        kind: 'invalid-configuration',
      });
    });

    it.each([
      '.git/config',
      '.GIT/config',
      'src/.git/hooks/post-checkout',
      '.gitmodules',
      'GIT~1/config',
      '.github/workflows/x.yml',
      '.g\u200Cit/config',
      '/etc/passwd',
      '../outside',
      'a/../../b',
      'a\\b',
      'C:x',
      'aux.ts',
      'a//b',
    ])('refuses the path %j and commits nothing', async (path) => {
      const { control, name: full } = await withRepository();
      await expect(control.commit(full, delivery({ files: [...files, file(path)] }))).rejects.toMatchObject({
        kind: 'critical',
      });
      expect(await control.head(full)).toBeUndefined();
    });

    it.each(['registry=https://example.com/', '@x:Registry = https://example.com/', '//host/:_authToken=x'])(
      'refuses an .npmrc that says %j',
      async (setting) => {
        const { control, name: full } = await withRepository();
        const unsafe = [file('a'), file('packages/x/.npmrc', `save-exact=true\n${setting}\n`)];
        await expect(control.commit(full, delivery({ files: unsafe }))).rejects.toMatchObject({
          kind: 'critical',
        });
      },
    );

    it('takes an .npmrc whose settings only sound like a registry', async () => {
      const { control, name: full } = await withRepository();
      const npmrc = file('.npmrc', 'ignore-scripts=true\nomit-lockfile-registry-resolved=true\n');
      expect((await control.commit(full, delivery({ files: [npmrc] }))).commit).toMatch(/^[0-9a-f]{40}$/);
    });

    it('refuses paths that collide where case is ignored', async () => {
      const { control, name: full } = await withRepository();
      await expect(
        control.commit(full, delivery({ files: [file('src/A.ts'), file('src/a.ts')] })),
      ).rejects.toMatchObject({ kind: 'critical' });
    });

    it('removes the repository that it made under the marker, once', async () => {
      const control = await connect();
      const made = await control.ensureRepository('p-1', 'contoso/lab/audit', 'p-1:repository:audit');
      expect(await control.ensureRepository('p-1', 'contoso/lab/audit', 'later')).toEqual(made);
      await control.removeRepository('p-1', 'contoso/lab/audit', 'later');
      expect(await control.head(made.name)).toBeUndefined();
      const again = await restart();
      for (let time = 1; time <= 2; time += 1)
        await again.removeRepository('p-1', 'contoso/lab/audit', 'p-1:repository:audit');
      await expect(again.head(made.name)).rejects.toMatchObject({ kind: 'invalid-configuration' });
      expect(await again.ensureRepository('p-1', 'contoso/lab/audit')).toEqual(made);
    });

    it('removes its own repository when the wanted name was taken, and no other', async () => {
      const { control, name: foreign } = await withRepository();
      const { name: own } = await control.ensureRepository('p-2', 'contoso/lab/audit', 'm');
      await control.removeRepository('p-1', 'contoso/lab/audit', 'm');
      await control.removeRepository('p-3', 'contoso/lab/audit', 'm');
      await control.removeRepository('p-3', 'nobody/lab/audit', 'm');
      expect([await control.head(foreign), await control.head(own)]).toEqual([undefined, undefined]);
      expect(await control.removeRepository('p-2', 'contoso/lab/audit', 'm')).toBe(own);
      expect(await control.removeRepository('p-2', 'contoso/lab/audit', 'm')).toBeUndefined();
      expect(await control.head(foreign)).toBeUndefined();
      await expect(control.head(own)).rejects.toMatchObject({ kind: 'invalid-configuration' });
    });

    it('keeps a repository that holds commits', async () => {
      const control = await connect();
      const { name: full } = await control.ensureRepository('p-1', 'contoso/lab/audit', 'm');
      const head = await control.commit(full, delivery());
      await expect(control.removeRepository('p-1', 'contoso/lab/audit', 'm')).rejects.toMatchObject({
        kind: 'invalid-configuration',
        message: expect.stringContaining('main'),
      });
      expect(await control.head(full)).toEqual(head);
    });

    it('moves the branch back to before the commit of a key, down to none', async () => {
      const { control, name: full } = await withRepository();
      const first = await control.commit(full, delivery());
      await control.commit(full, delivery({ key: 'second', files: [file('a')] }));
      for (let time = 1; time <= 2; time += 1) await control.resetBranch(full, 'second');
      expect(await control.head(full)).toEqual(first);
      await control.resetBranch(full, 'unknown');
      const again = await restart();
      for (let time = 1; time <= 2; time += 1) await again.resetBranch(full, 'p-1:audit:delivery');
      expect(await again.head(full)).toBeUndefined();
      await again.resetBranch('contoso/lab/none', 'second');
    });

    it('leaves a commit alone that was there before', async () => {
      const { control, name: full } = await withRepository();
      const first = await control.commit(full, delivery());
      await control.resetBranch(full, 'p-1:audit:delivery', first.commit);
      expect(await control.head(full)).toEqual(first);
      const second = await control.commit(full, delivery({ key: 'second', files: [file('a')] }));
      await control.resetBranch(full, 'second', second.commit);
      expect(await control.head(full)).toEqual(second);
      await control.resetBranch(full, 'second', first.commit);
      expect(await control.head(full)).toEqual(first);
    });

    it('keeps a branch on which somebody committed on top', async () => {
      const { control, name: full } = await withRepository();
      const made = await control.commit(full, delivery());
      const top = await control.commit(full, delivery({ key: 'of a person', files: [file('a')] }));
      await expect(control.resetBranch(full, 'p-1:audit:delivery')).rejects.toMatchObject({
        kind: 'invalid-configuration',
        message: expect.stringContaining(`on top of ${made.commit.slice(0, 10)}`),
      });
      expect(await control.head(full)).toEqual(top);
    });

    it('commits the key anew after it was taken back', async () => {
      const { control, name: full, cloneUrl } = await withRepository();
      await control.commit(full, delivery());
      await control.resetBranch(full, 'p-1:audit:delivery');
      await control.commit(full, delivery({ files: [file('fixed')] }));
      expect((await control.history(cloneUrl)).map((one) => one.files)).toEqual([[file('fixed')]]);
    });

    it('proposes a commit in a branch of its own, once for a key', async () => {
      const { control, name: full } = await withRepository();
      const head = await control.commit(full, delivery());
      const change = delivery({ key: 'change', message: 'Change it', files: [file('a')] });
      const opened = await control.openPullRequest(full, change);
      expect(opened).toEqual({
        id: 1,
        status: 'active',
        sourceBranch: expect.stringMatching(/^factory\/[0-9a-f]+$/),
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      });
      expect(await (await restart()).openPullRequest(full, { ...change, files: [file('b')] })).toEqual(
        opened,
      );
      const again = await connect();
      expect((await again.openPullRequest(full, delivery({ key: 'other', files: [file('c')] }))).id).toBe(2);
      expect(await again.pullRequest(full, 'change')).toEqual(opened);
      expect(await again.pullRequest(full, 'unknown')).toBeUndefined();
      expect(await again.head(full)).toEqual(head);
    });

    it('abandons a pull request, and opens a new one for its key afterwards', async () => {
      const control = await connect();
      const { name: full } = await control.ensureRepository('p-1', 'contoso/lab/audit', 'm');
      const opened = await control.openPullRequest(full, delivery());
      expect(await control.abandonPullRequest(full, delivery().key)).toBe(true);
      expect(await control.abandonPullRequest(full, delivery().key)).toBe(false);
      expect(await control.abandonPullRequest('contoso/lab/none', 'unknown')).toBe(false);
      expect(await control.pullRequest(full, delivery().key)).toEqual({ ...opened, status: 'abandoned' });
      expect(await control.openPullRequest(full, delivery())).toMatchObject({ id: 2, status: 'active' });
      await expect(control.removeRepository('p-1', 'contoso/lab/audit', 'm')).rejects.toThrow('factory/');
      await control.abandonPullRequest(full, delivery().key);
      expect(await control.removeRepository('p-1', 'contoso/lab/audit', 'm')).toBe('contoso/lab/audit');
    });

    it('opens one pull request when clients race', async () => {
      const { control, name: full } = await withRepository();
      await control.commit(full, delivery());
      const clients = [control, await connect()];
      const opened = await Promise.all(
        ['k1', 'k2', 'k1', 'k2'].map((key, index) =>
          clients[index % 2]!.openPullRequest(full, delivery({ key, files: [file(key)] })),
        ),
      );
      expect(opened.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([1, 1, 2, 2]);
      expect(opened[0]).toEqual(opened[2]);
      expect(opened[1]).toEqual(opened[3]);
    });

    it('refuses unsafe paths in a pull request, too', async () => {
      const { control, name: full } = await withRepository();
      const unsafe = delivery({ files: [file('../outside')] });
      await expect(control.openPullRequest(full, unsafe)).rejects.toMatchObject({ kind: 'critical' });
      expect(await control.pullRequest(full, unsafe.key)).toBeUndefined();
    });
  });
};
