/**
 * Mutation score of generated services: `npm run bench:mutation -- gym`, or a folder that holds a generated service. Without a
 * name: the services of the fixtures. Stryker and the services' packages are installed once, below the machine's temporary
 * directory, and found there again without a network.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { argv, execPath, exit } from 'node:process';

import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import type { Blueprint, Service } from '../../factory/domain/blueprint.ts';
import { contractFiles } from '../../factory/generators/contracts/contract-files.ts';
import { formatFiles } from '../../factory/generators/format-files.ts';
import { projectFiles, typescriptLayers } from '../../factory/generators/typescript/typescript-generator.ts';
import { bookshopBlueprint } from '../factory/fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../factory/fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../factory/fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../factory/fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../factory/fixtures/blueprints/rates.ts';
import { mutationConfiguration, mutationTestConfiguration } from './mutation-configuration.ts';
import { scoreLines, type MutationReport } from './mutation-score.ts';

const fixtures: Record<string, Blueprint> = {
  gym: gymBlueprint,
  invoices: invoicesBlueprint,
  loyalty: loyaltyBlueprint,
  rates: ratesBlueprint,
  bookshop: bookshopBlueprint,
};

/** Percent of the mutants below `src/domain` and `src/application` that a test must notice. */
const wanted = 80;

const strykerPackages = ['@stryker-mutator/core@10.1.1', '@stryker-mutator/vitest-runner@10.1.1'];

const filesOf = (service: Service): GeneratedFile[] => [
  ...projectFiles(service),
  ...Object.values(typescriptLayers).flatMap((layer) => layer(service)),
  ...contractFiles(service),
];

const write = (root: string, files: readonly GeneratedFile[]): void => {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
};

const npm = (cwd: string, ...parameters: string[]): void => {
  execFileSync('npm', [...parameters, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

/** Packages of a lockfile, with Stryker beside them. */
const installed = (root: string): string => {
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  const key = createHash('sha256').update(lockfile).update(strykerPackages.join()).digest('hex').slice(0, 16);
  const place = join(tmpdir(), 'factory-mutation', key);
  if (existsSync(join(place, 'complete'))) return place;
  mkdirSync(place, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(place, file));
  npm(place, 'ci');
  npm(place, 'install', '--no-save', ...strykerPackages);
  writeFileSync(join(place, 'complete'), '');
  return place;
};

type Subject = { name: string; prepare: (root: string) => Promise<void> };

const subjectsOf = (name: string): Subject[] => {
  const blueprint = fixtures[name];
  if (blueprint)
    return blueprint.services.map((service) => ({
      name: service.name,
      prepare: async (root) => write(root, await formatFiles(filesOf(service))),
    }));
  if (!existsSync(join(name, 'package-lock.json')))
    throw new Error(
      `${name} is neither a fixture (${Object.keys(fixtures).join(', ')}) nor a generated service.`,
    );
  return [
    {
      name: basename(resolve(name)),
      prepare: async (root) =>
        cpSync(name, root, { recursive: true, filter: (path) => basename(path) !== 'node_modules' }),
    },
  ];
};

/** Measures one service and says how each folder fared. */
const measure = async ({ name, prepare }: Subject): Promise<boolean> => {
  const root = mkdtempSync(join(tmpdir(), 'mutation-'));
  try {
    await prepare(root);
    const modules = join(installed(root), 'node_modules');
    symlinkSync(modules, join(root, 'node_modules'));
    write(root, [mutationTestConfiguration, mutationConfiguration]);
    const stryker = join(modules, '@stryker-mutator/core/bin/stryker.js');
    execFileSync(execPath, [stryker, 'run', mutationConfiguration.path], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const report = JSON.parse(readFileSync(join(root, 'reports/mutation.json'), 'utf8')) as MutationReport;
    const { lines, total } = scoreLines(report, argv.includes('--survivors'));
    console.log([name, ...lines].join('\n'));
    return total >= wanted;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

const names = argv.slice(2).filter((argument) => !argument.startsWith('--'));
const subjects = (names.length > 0 ? names : Object.keys(fixtures)).flatMap(subjectsOf);
let isGood = true;
for (const subject of subjects) isGood = (await measure(subject)) && isGood;
exit(isGood ? 0 : 1);
