import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'factory-packages-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string, args: readonly string[], cwd = root) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  return { status, stdout, stderr };
};

const filesBelow = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1));

/** What a package must not hold: sources, other people's packages, secrets and settings of a machine. */
const strangers = (paths: readonly string[]): string[] =>
  paths
    // What generators write from is text for them, whatever its name.
    .filter((path) => !path.startsWith('dist/assets'))
    .filter(
      (path) =>
        /(^|\/)(node_modules|\.git|\.env|local\.settings\.json|test)(\/|$)/.test(path) ||
        /\.(ts|tsx|map)$/.test(path),
    );

let files: Record<string, Uint8Array>;

describe('npm run package', () => {
  beforeAll(() => {
    const output = join(folder, 'factory.zip');
    expect(run(process.execPath, ['scripts/package.ts', '--output', output])).toMatchObject({ status: 0 });
    files = unzipSync(readFileSync(output));
  }, 120_000);

  const text = (path: string): string => Buffer.from(files[path]!).toString('utf8');

  it('holds the bundle, the page and what the Functions host reads, and nothing else', () => {
    const paths = Object.keys(files);
    expect(paths.filter((path) => !path.startsWith('dist/')).toSorted()).toEqual([
      'host.json',
      'package.json',
    ]);
    expect(strangers(paths)).toEqual([]);
    expect(
      strangers(['dist/app.ts', 'node_modules/x/index.js', 'dist/assets/a/template/main.ts']),
    ).toHaveLength(2);
    expect(JSON.parse(text('package.json')).main).toBe('dist/app.js');
    expect(paths).toContain('dist/app.js');
  });

  it('holds the page with every file that it asks for', () => {
    const page = text('dist/portal/index.html');
    const asked = [...page.matchAll(/(?:src|href)="\/?([\w.-]+\.\w+)"/g)].map(
      ([, name]) => `dist/portal/${name}`,
    );
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.filter((path) => !(path in files))).toEqual([]);
  });

  it('wants the extension bundle in which the scheduler is', () => {
    const host = JSON.parse(text('host.json'));
    expect(host.extensionBundle).toEqual({
      id: 'Microsoft.Azure.Functions.ExtensionBundle',
      version: '[4.32.0, 5.0.0)',
    });
    // Which storage provider there is, Bicep says by settings.
    expect(host.extensions.durableTask.storageProvider).toBeUndefined();
    expect(host.extensions.durableTask.hubName).toBe('factory');
    expect(readFileSync(join(root, 'bicep/modules/scheduler.bicep'), 'utf8')).toContain("name: 'factory'");
  });

  it('loads no client of a service with the app', () => {
    const start = text('dist/app.js');
    for (const name of ['CosmosClient', 'ServiceBusClient', 'BlobServiceClient'])
      expect(start.includes(`class ${name}`), name).toBe(false);
    const chunks = Object.entries(files).filter(
      ([path]) => /^dist\/[^/]+\.js$/.test(path) && path !== 'dist/app.js',
    );
    expect(chunks.some(([path]) => text(path).includes('CosmosClient'))).toBe(true);
  });
});

describe('npm run package:cli', () => {
  let place: string;
  beforeAll(() => {
    const { status, stdout, stderr } = run(process.execPath, ['scripts/package-cli.ts', '--output', folder]);
    expect([status, stderr]).toEqual([0, '']);
    const archive = stdout.trim();
    place = join(folder, 'elsewhere');
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), '{ "private": true }');
    copyFileSync(join(root, '.npmrc'), join(place, '.npmrc'));
    const installed = run('npm', ['install', '--offline', '--omit=optional', archive], place);
    expect([installed.status, installed.stderr]).toEqual([0, '']);
  }, 120_000);

  const installed = (): string => join(place, 'node_modules/@connectsoft/ai-software-factory');
  /** By the Node that runs this: the one on the PATH may be older. */
  const factory = (...args: string[]) =>
    run(process.execPath, [join(installed(), 'cli/factory.mjs'), ...args], place);

  it('installs in an empty folder, without sources and dependencies', () => {
    const paths = filesBelow(installed());
    expect(strangers(paths)).toEqual([]);
    // npm leaves out and renames files by their names; generators need all of them.
    const assets = (all: readonly string[]) =>
      all.filter((path) => path.startsWith('dist/assets/')).toSorted();
    expect(assets(paths)).toEqual(assets(Object.keys(files)));
    expect(assets(paths).length).toBeGreaterThan(200);
    const {
      private: isPrivate,
      dependencies,
      bin,
    } = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'));
    expect([isPrivate, dependencies, bin]).toEqual([undefined, undefined, { factory: 'cli/factory.mjs' }]);
    expect(globSync('node_modules/*', { cwd: place })).toEqual(['node_modules/@connectsoft']);
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).private).toBe(true);
  });

  it('answers as the sources do', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(factory('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const help = factory('--help');
    expect(help).toEqual(run(process.execPath, [join(root, 'cli/factory.mjs'), '--help'], place));
    expect(help.stdout.length).toBeGreaterThan(500);
  });

  it('starts its host, which answers and ends', () => {
    const { status, stdout } = factory('status', '--json');
    expect([status, JSON.parse(stdout)]).toEqual([0, expect.anything()]);
  });
});
