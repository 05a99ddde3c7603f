import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { createProcessRegistry } from '../../../../platform/embedded/processes/process-registry.ts';
import { createInstallCache } from '../../../../platform/embedded/sandbox/install-cache.ts';
import { writeTree } from '../../../../platform/embedded/sandbox/write-tree.ts';
import { smallTree } from './small-tree.ts';

const workspace = mkdtempSync(join(tmpdir(), 'install-cache-'));
const directory = join(workspace, 'installs');
const registry = createProcessRegistry(join(workspace, 'processes'));
const cache = createInstallCache({ registry, directory });
const run = promisify(execFile);

let trees = 0;
const makeTree = async (files: readonly GeneratedFile[]): Promise<string> => {
  const tree = join(workspace, `tree-${(trees += 1)}`);
  mkdirSync(tree);
  await writeTree(tree, files);
  return tree;
};

const start = async (tree: string): Promise<string> =>
  (await run(process.execPath, ['src/main.ts'], { cwd: tree })).stdout.trim();

const entries = (): string[] => readdirSync(directory);

const load = (path: string) =>
  JSON.stringify(new URL(`../../../../platform/embedded/${path}`, import.meta.url).href);

const withFile = (path: string, content: string): GeneratedFile[] => [
  ...smallTree().filter((file) => file.path !== path),
  { path, content },
];

const installed = () => join(directory, entries()[0]!, 'node_modules/yaml');

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('an installed tree', () => {
  let first: string;
  let installation: unknown;
  beforeAll(async () => {
    first = await makeTree(smallTree());
    installation = await cache.install(first);
  }, 60_000);

  test('runs with its packages', async () => {
    expect(installation).toEqual({ cached: false, durationMs: expect.any(Number), packages: 1 });
    expect(await start(first)).toBe('1');
    expect(readdirSync(join(first, 'node_modules')).toSorted()).toEqual([
      '.bin',
      '.package-lock.json',
      'yaml',
    ]);
  });

  test('comes from the cache the next time, whatever the project is called', async () => {
    const second = await makeTree(smallTree('another-service', '2.3.4'));
    expect(await cache.install(second)).toEqual({
      cached: true,
      durationMs: expect.any(Number),
      packages: 1,
    });
    expect(await start(second)).toBe('1');
    expect(entries()).toHaveLength(1);
  });

  test('keeps in its own folder what tools create in node_modules', async () => {
    mkdirSync(join(first, 'node_modules/.vite'));
    const next = await makeTree(smallTree());
    expect(await cache.install(next)).toMatchObject({ cached: true });
    expect(readdirSync(join(next, 'node_modules'))).not.toContain('.vite');
  });
});

describe('a damaged installation is made again', () => {
  let file: string;
  beforeEach(async () => {
    await cache.install(await makeTree(smallTree()));
    file = join(installed(), 'dist/index.js');
  }, 60_000);

  const change = (text: (before: string) => string): void => {
    const before = readFileSync(file, 'utf8');
    chmodSync(file, 0o644);
    writeFileSync(file, text(before));
  };

  test.for<[string, () => void]>([
    ['a file was changed', () => change((before) => `${before}// changed`)],
    [
      'a file was changed in place, with its size and time of writing restored',
      () => {
        const { atime, mtime } = statSync(file);
        change((before) => `X${before.slice(1)}`);
        utimesSync(file, atime, mtime);
      },
    ],
    ['a file is missing', () => rmSync(file)],
    ['a file was added', () => writeFileSync(join(installed(), 'added.js'), '')],
    [
      'it was written only in part',
      () => {
        rmSync(join(installed(), 'dist'), { recursive: true });
        rmSync(join(installed(), '../../manifest.json'));
      },
    ],
    ['its manifest is missing', () => rmSync(join(installed(), '../../manifest.json'))],
  ])('%s', { timeout: 60_000 }, async ([, damage]) => {
    damage();
    const tree = await makeTree(smallTree());
    expect(await cache.install(tree)).toMatchObject({ cached: false, packages: 1 });
    expect(await start(tree)).toBe('1');
    expect(entries()).toHaveLength(1);
    expect(await cache.install(await makeTree(smallTree()))).toMatchObject({ cached: true });
  });
});

test('two processes may fill the same entry at once', { timeout: 60_000 }, async () => {
  const shared = join(workspace, 'shared');
  const install = async (name: string): Promise<unknown> => {
    const tree = await makeTree(smallTree());
    const source = `
      import { createProcessRegistry } from ${load('processes/process-registry.ts')};
      import { createInstallCache } from ${load('sandbox/install-cache.ts')};
      const registry = createProcessRegistry(${JSON.stringify(join(workspace, name))});
      const cache = createInstallCache({ registry, directory: ${JSON.stringify(shared)} });
      console.log(JSON.stringify(await cache.install(${JSON.stringify(tree)})));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source]);
    expect(await start(tree)).toBe('1');
    return JSON.parse(stdout);
  };
  const results = await Promise.all([install('one'), install('two')]);
  expect(results).toContainEqual({ cached: false, durationMs: expect.any(Number), packages: 1 });
  expect(readdirSync(shared)).toHaveLength(1);
});

test(
  'trees of one process that need the same entry wait for one installation',
  { timeout: 60_000 },
  async () => {
    const own = createInstallCache({ registry, directory: join(workspace, 'own') });
    const made = await Promise.all([makeTree(smallTree('one')), makeTree(smallTree('two'))]);
    await Promise.all(made.map((tree) => own.install(tree)));
    expect(await Promise.all(made.map(start))).toEqual(['1', '1']);
    expect(readdirSync(join(workspace, 'own'))).toHaveLength(1);
  },
);

test('a lockfile without packages needs no npm', async () => {
  const root = { name: 'bare', version: '1.0.0' };
  const tree = await makeTree([
    { path: 'package.json', content: JSON.stringify(root) },
    {
      path: 'package-lock.json',
      content: JSON.stringify({ ...root, lockfileVersion: 3, packages: { '': root } }),
    },
  ]);
  expect(await cache.install(tree)).toMatchObject({ cached: true, packages: 0 });
});

describe('refuses', () => {
  test(
    'a lockfile that does not fit package.json, without leaving an entry',
    { timeout: 60_000 },
    async () => {
      const own = createInstallCache({ registry, directory: join(workspace, 'refused') });
      const manifest = JSON.stringify({ name: 'small', version: '1.0.0', dependencies: { zod: '4.6.7' } });
      await expect(own.install(await makeTree(withFile('package.json', manifest)))).rejects.toMatchObject({
        kind: 'code-generation',
        message: expect.stringContaining('package-lock.json'),
      });
      expect(readdirSync(join(workspace, 'refused'))).toEqual([]);
    },
  );

  test('a package whose hash differs', { timeout: 60_000 }, async () => {
    const lockfile = smallTree().find(({ path }) => path === 'package-lock.json')!.content;
    const forged = lockfile.replace(/"sha512-[^"]+"/, `"sha512-${Buffer.alloc(64).toString('base64')}"`);
    await expect(cache.install(await makeTree(withFile('package-lock.json', forged)))).rejects.toMatchObject({
      kind: 'critical',
    });
  });

  test('a .npmrc that would send a variable of ours somewhere', async () => {
    const tree = await makeTree(withFile('.npmrc', 'registry=https://example.test/${AZURE_CLIENT_SECRET}'));
    await expect(cache.install(tree)).rejects.toMatchObject({ kind: 'critical' });
  });

  test.each(['git=./steal', 'script-shell = ./steal', 'node-options=--import=./steal.js', 'Prefix=/usr'])(
    'a .npmrc that says %s',
    async (setting) => {
      const tree = await makeTree(withFile('.npmrc', `save-exact=true\n${setting}\n`));
      await expect(cache.install(tree)).rejects.toMatchObject({
        kind: 'critical',
        criticalReason: 'sandbox',
      });
    },
  );

  test.each(['git+ssh://git@github.com/a/b.git#1', 'github:a/b', 'git://host/b'])(
    'a package from %s',
    async (resolved) => {
      const lockfile = JSON.parse(smallTree().find(({ path }) => path === 'package-lock.json')!.content) as {
        packages: Record<string, object>;
      };
      lockfile.packages['node_modules/b'] = { version: '1.0.0', resolved };
      const tree = await makeTree(withFile('package-lock.json', JSON.stringify(lockfile)));
      await expect(cache.install(tree)).rejects.toMatchObject({
        kind: 'code-generation',
        message: expect.stringContaining('git repository'),
      });
    },
  );

  test('what is no lockfile', async () => {
    const tree = await makeTree(withFile('package-lock.json', '[]'));
    await expect(cache.install(tree)).rejects.toMatchObject({ kind: 'code-generation' });
  });
});

describe('a registry out of reach', () => {
  const npmrc = 'registry=http://127.0.0.1:9/\ncache=.empty\n';
  const unreachable = () => makeTree([...smallTree(), { path: '.npmrc', content: npmrc }]);

  test('is transient, and told without its address', { timeout: 60_000 }, async () => {
    const own = createInstallCache({ registry, directory: join(workspace, 'unreachable') });
    await expect(own.install(await unreachable())).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringMatching(
        /^npm ci could not fetch the package \w+ from the npm registry that your npm configuration names: ECONNREFUSED\. Check the network (?!.*127\.0\.0\.1)/,
      ),
    });
    expect(readdirSync(join(workspace, 'unreachable')), 'nothing half-written').toEqual([]);
  });

  test('is not asked for what was installed once', { timeout: 60_000 }, async () => {
    await cache.install(await makeTree(smallTree()));
    const tree = await unreachable();
    expect(await cache.install(tree)).toMatchObject({ cached: true, packages: 1 });
    expect(await start(tree)).toBe('1');
  });
});
