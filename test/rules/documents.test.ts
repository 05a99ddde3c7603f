import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { commandEntries } from '../../cli/command-line/command-table.ts';
import { CODE_CHECKS } from '../../factory/domain/quality-gate.ts';
import { requiredArtifacts } from '../../factory/domain/required-artifacts.ts';
import { repositoryPaths } from '../../scripts/reference/generated-repository.ts';
import { packageFiles } from '../../factory/generators/typescript/project/package-files.ts';
import { designs } from '../factory/generators/hostile/designs.ts';
import {
  anchorsOf,
  codeSpans,
  factoryCommandsOf,
  isPlace,
  linksOf,
  npmScriptsOf,
  pathsOf,
  placesOf,
  shellLines,
} from './named-in-documents.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const listed = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);

const GUIDE = 'docs/changing-the-factory.md';
const documents = listed('README.md', 'CONTRIBUTING.md', 'docs/*.md', 'docs/**/*.md');
/** What the guide has the reader make. */
const examples = [...read(GUIDE).matchAll(/As an example: `([\w.]+)`/g)].map(([, name]) => name!);

/** Made by building, running or installing. */
const made = [
  'dist',
  'dist/portal',
  '.factory',
  'host.log',
  'result.json',
  'node_modules/.bin',
  'libs',
  '.verification',
];

const generated = (
  await Promise.all(
    Object.values(designs).map(async ({ plan, blueprint }) =>
      Promise.all(blueprint.services.map((service) => repositoryPaths(plan, blueprint, service))),
    ),
  )
).flat(2);

let places: ReadonlySet<string>;
beforeAll(() => {
  const artifacts = Object.values(requiredArtifacts).flatMap(({ project }) => project);
  const stored = generated.map((path) => `services/audit-trail/${path}`);
  places = placesOf([...listed(), ...generated, ...stored, ...artifacts, ...made]);
});

const scriptsOf = (manifest: string): string[] => Object.keys(JSON.parse(manifest).scripts);
const [audit] = designs['audit']!.blueprint.services;
const scripts = new Set([
  ...scriptsOf(read('package.json')),
  ...packageFiles(audit!).flatMap(({ path, content }) => (path === 'package.json' ? scriptsOf(content) : [])),
]);
const commands = new Set<string>(commandEntries.map(([name]) => name));

const isExample = (name: string): boolean =>
  examples.some((example) => name === example || (name.split('/').at(-1) ?? '').startsWith(`${example}.`));

const missingPaths = (markdown: string): string[] =>
  pathsOf(markdown, places).filter((path) => !isPlace(path, places) && !isExample(path));
const missingScripts = (markdown: string): string[] =>
  npmScriptsOf(markdown).filter((name) => !scripts.has(name));
const missingCommands = (markdown: string): string[] =>
  factoryCommandsOf(markdown).filter((name) => !commands.has(name) && !isExample(name));
const brokenLinks = (path: string, markdown: string): string[] =>
  linksOf(markdown).filter((link) => {
    const [target = '', anchor] = link.split('#');
    const file = target === '' ? path : join(dirname(path), target);
    if (!places.has(file)) return true;
    return anchor !== undefined && !anchorsOf(file === path ? markdown : read(file)).includes(anchor);
  });

describe.each(documents)('%s', (path) => {
  it('names paths, scripts and commands that exist, and links to what is there', () => {
    const markdown = read(path);
    expect([
      ...missingPaths(markdown),
      ...missingScripts(markdown),
      ...missingCommands(markdown),
      ...brokenLinks(path, markdown),
    ]).toEqual([]);
  });
});

it('looks at every document, and at many names', () => {
  const all = documents.map(read).join('\n');
  expect(documents).toEqual(
    expect.arrayContaining(['README.md', 'docs/tutorial.md', GUIDE, 'docs/reference/api.md']),
  );
  expect(pathsOf(all, places).length).toBeGreaterThan(150);
  expect(npmScriptsOf(all).length).toBeGreaterThan(20);
  expect(factoryCommandsOf(all).length).toBeGreaterThan(20);
  expect(documents.flatMap((path) => linksOf(read(path))).length).toBeGreaterThan(30);
});

it('finds planted names of what does not exist', () => {
  const planted = [
    'See `factory/verification/checks/gone.ts`, `cli/nowhere/`, `gone.ts` and `factory/{domain,planted}/`.',
    'Say `npm run planted`, `npx factory planted`, or `npm run --silent gone -- x`.',
    'Read [this](gone.md), [that](cli.md#planted) and [here](#nowhere).',
    '```sh\nnpm run fenced\nnpx factory fenced\n```\n',
  ].join('\n\n');
  expect(missingPaths(planted)).toEqual([
    'factory/verification/checks/gone.ts',
    'cli/nowhere/',
    'gone.ts',
    'factory/planted/',
  ]);
  expect(missingScripts(planted)).toEqual(['planted', 'gone', 'fenced']);
  expect(missingCommands(planted)).toEqual(['planted', 'fenced']);
  expect(brokenLinks('docs/planted.md', planted)).toEqual(['gone.md', 'cli.md#planted', '#nowhere']);
  expect(missingPaths('`application/json`, `factory/domain/*.ts`, `test/acceptance/<any>.ts`')).toEqual([]);
});

describe('the guide', () => {
  const names = (markdown: string): string[] =>
    codeSpans(markdown).filter((span) => /^[a-z]+(?:[A-Z][a-z]*)+$/.test(span));

  it('names functions and types that are in the code', () => {
    const code = listed('*.ts').map(read).join('\n');
    const named = names(read(GUIDE));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
    expect(names('Call `plantedName`.').filter((name) => !new RegExp(`\\b${name}[(]`).test(code))).toEqual([
      'plantedName',
    ]);
  });

  it('has a walk for each kind of change', () => {
    expect(anchorsOf(read(GUIDE)).length).toBe(8);
    expect(CODE_CHECKS).not.toContain(examples.find((name) => name === 'unfinished'));
  });
});

/** Where CI runs what the README says: a file, and what stands in it. */
const evidence: Readonly<Record<string, readonly [string, string]>> = {
  'npm ci && npm start -- "Create a new Audit Trail microservice for logging user actions"': [
    'docs/tutorial.md',
    'npm start -- "Create a new Audit Trail microservice for logging user actions"',
  ],
  'npm ci && npm test': ['.ci/run', 'exec npm test'],
  'npx factory status': ['docs/tutorial.md', 'npx factory status\n'],
  'npx factory clone audit-trail ../audit-trail': [
    'docs/tutorial.md',
    'npx factory clone audit-trail ../audit-trail',
  ],
  'cd ../audit-trail && npm ci && npm test && npm start': ['docs/tutorial.md', 'npm start > service.log'],
  'npx factory "A gym:': ['test/e2e/behaviour.test.ts', "'A gym: members book a place"],
  'npx factory "An invoice': ['test/e2e/behaviour.test.ts', "'An invoice has lines with quantity"],
  'npx factory "Build an online bookshop': ['test/e2e/solution.test.ts', "'Build an online bookshop with"],
  'npx factory clone online-bookshop-platform ../online-bookshop-platform': [
    'docs/tutorial.md',
    'npx factory clone shop-platform ../shop-platform',
  ],
};

const notRun = (markdown: string): string[] =>
  shellLines(markdown)
    .filter((line) => !line.includes('# not run here'))
    .filter((line) => !Object.keys(evidence).some((command) => line.startsWith(command)));

describe('the commands of README.md', () => {
  it('are each run by CI, or marked as not run here', () => {
    expect(shellLines(read('README.md')).length).toBeGreaterThan(8);
    expect(notRun(read('README.md'))).toEqual([]);
  });

  it.each(Object.entries(evidence))('%s is where it is said to be', (command, [file, text]) => {
    expect(shellLines(read('README.md')).some((line) => line.startsWith(command))).toBe(true);
    expect(read(file)).toContain(text);
  });

  it('are noticed when nothing runs them', () => {
    expect(notRun('```sh\nnpx factory planted\nfunc start # not run here: no tools\n```\n')).toEqual([
      'npx factory planted',
    ]);
  });
});
