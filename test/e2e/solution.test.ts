import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { factory, git, resultOf } from './support/factory-cli.ts';
import { repositoriesOf } from './support/solution-repositories.ts';

const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

const scratch = mkdtempSync(join(tmpdir(), 'factory-solution-'));
let result: RunResult;

const npm = (directory: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: directory,
    encoding: 'utf8',
    // As a pipeline runs it, which measures more than a terminal does.
    env: { ...process.env, CI: 'true', VITEST: undefined, NODE_OPTIONS: undefined, FORCE_COLOR: '0' },
  });
  return { status, output: stripVTControlCharacters(stdout + stderr) };
};

beforeAll(() => {
  const answer = factory('run', BOOKSHOP, '--json', '--workspace', join(scratch, 'first'));
  result = resultOf(answer);
  expect(answer.exitCode, answer.stderr).toBe(0);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('a run that makes several services', () => {
  it('completes and serves every requirement', () => {
    const { status, requirements } = result;
    expect(status).toBe('completed');
    expect(requirements.total).toBeGreaterThan(10);
    expect(requirements).toMatchObject({ served: requirements.total, unrealised: [] });
  });

  it('leaves a repository of one commit for each service, for the platform and for the building blocks', () => {
    const repositories = repositoriesOf(result);
    expect(Object.keys(repositories).toSorted()).toEqual([
      'catalogue',
      'connectsoft-extensions',
      'online-bookshop-platform',
      'orders',
      'payments',
      'shipping',
    ]);
    for (const [name, repository] of Object.entries(repositories)) {
      expect(git(repository, 'rev-list', '--count', '--all'), name).toBe('1');
    }
    for (const { commit, repository } of [...result.services, ...result.repositories]) {
      expect(git(repository, 'rev-parse', 'HEAD')).toBe(commit);
    }
  });

  it('holds each service against all 24 checks', () => {
    for (const { name, quality } of result.services) {
      expect(quality.checks, name).toHaveLength(24);
      const others = quality.checks.filter(({ status }) => status !== 'passed');
      expect(
        others.filter(({ name: check, status }) => !/^(?:bicep|image)$/.test(check) || status !== 'not-run'),
      ).toEqual([]);
    }
  });

  it('follows each path of its process through the services, under one correlation id of its own', () => {
    const { processes } = result;
    expect(processes.map(({ status }) => status)).toEqual(processes.map(() => 'passed'));
    expect(new Set(processes.map(({ correlationId }) => correlationId)).size).toBe(processes.length);
    const [completed] = processes.filter(({ path }) => path === 'completed');
    expect(new Set(completed?.hops.map(({ service }) => service))).toEqual(
      new Set(result.services.map(({ name }) => name)),
    );
    expect(processes.filter(({ path }) => path !== 'completed').length).toBeGreaterThan(0);
  });
});

describe('a clone of one of the services', () => {
  const clone = join(scratch, 'elsewhere');

  beforeAll(() => {
    git(scratch, 'clone', '--quiet', repositoriesOf(result)['orders'] ?? '', clone);
    // Where nothing answers: whatever asks a registry for the building blocks fails.
    appendFileSync(join(clone, '.npmrc'), '@connectsoft:registry=http://127.0.0.1:9/\n');
  });

  it('installs the building blocks from the archives that it carries', () => {
    const { packages } = JSON.parse(readFileSync(join(clone, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string }>;
    };
    const theirs = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/@connectsoft/'));
    expect(theirs.length).toBeGreaterThan(3);
    for (const [, { resolved }] of theirs)
      expect(resolved).toMatch(/^file:vendor\/connectsoft-[\w.-]+\.tgz$/);

    const installed = npm(clone, 'ci', '--prefer-offline', '--fetch-retries=0', '--no-audit', '--no-fund');
    expect(installed, installed.output).toMatchObject({ status: 0 });
    expect(readdirSync(join(clone, 'node_modules/@connectsoft'))).toHaveLength(theirs.length);
    expect(existsSync(join(clone, 'libs'))).toBe(false);
  });

  it('passes its unit tests there', () => {
    const tested = npm(clone, 'run', 'test:unit');
    expect(tested, tested.output).toMatchObject({ status: 0 });
    expect(tested.output).toMatch(/Tests +\d+ passed/);
  });
});
