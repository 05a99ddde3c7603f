import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { STAGES } from '../../factory/domain/stage.ts';
import { pathsOfText } from '../../scripts/reference/generated-repository.ts';
import { AUDIT, factory, git, resultOf, SAMPLES, treeOf } from './support/factory-cli.ts';

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-run-'));
  // As in a checkout whose .gitignore leaves the workspace out, which tools below it must not mind.
  mkdirSync(join(scratch, '.git'));
  writeFileSync(join(scratch, '.gitignore'), '*\n');
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const run = (definition: string, workspace: string): RunResult => {
  const answer = factory('run', definition, '--json', '--workspace', join(scratch, workspace));
  expect(answer.exitCode, answer.stderr).toBe(0);
  return resultOf(answer);
};

describe.each([
  ['audit-trail', AUDIT],
  ['lab-sample-register', SAMPLES],
])('a run that makes %s', (name, definition) => {
  let result: RunResult;

  beforeAll(() => {
    result = run(definition, `${name}-1`);
  });

  it('completes all seven stages', () => {
    expect(result.status).toBe('completed');
    expect(result.stages.map(({ name: stage, status }) => `${stage} ${status}`)).toEqual(
      STAGES.map((stage) => `${stage} completed`),
    );
  });

  it('passes every check that this machine can run, and says of the others that they did not run', () => {
    const [service] = result.services;
    const statuses = service?.quality.checks.map((check) => `${check.name} ${check.status}`) ?? [];
    const allowed = /^(?:\S+ passed|(?:bicep|image) not-run)$/;
    expect(statuses.filter((status) => !allowed.test(status))).toEqual([]);
    expect(statuses).toHaveLength(24);
    expect(service?.quality.tests.failed).toBe(0);
    expect(service?.quality.tests.passed).toBeGreaterThan(20);
    expect(service?.quality.coverage).toBeGreaterThanOrEqual(80);
  });

  it('serves every requirement that it planned', () => {
    expect(result.requirements.total).toBeGreaterThan(2);
    expect(result.requirements.unrealised).toEqual([]);
    expect(result.requirements.served).toBe(result.requirements.total);
  });

  it('leaves one repository with one commit, linked to its work items', () => {
    const [service, ...others] = result.services;
    expect(others).toEqual([]);
    expect(service?.name).toBe(name);
    const repository = service?.repository ?? '';
    expect(git(repository, 'rev-list', '--count', 'HEAD')).toBe('1');
    expect(git(repository, 'rev-parse', 'HEAD')).toBe(service?.commit);
    expect(git(repository, 'log', '-1', '--format=%B')).toMatch(/AB#\d+/);
    const { epics, features, stories, tasks } = result.workItems;
    expect(Math.min(epics, features, stories, tasks)).toBeGreaterThan(0);
  });

  it('leaves the files that the README shows of such a repository', async () => {
    const committed = git(result.services[0]?.repository ?? '', 'ls-tree', '-r', '--name-only', 'HEAD');
    expect(committed.split('\n').toSorted()).toEqual(await pathsOfText(definition));
  });

  it('gives the same bytes in another folder', () => {
    const again = run(definition, `${name}-2`);
    expect(treeOf(again.services[0]?.repository ?? '')).toBe(treeOf(result.services[0]?.repository ?? ''));
  });

  it('stops what it started', async () => {
    const [service] = result.services;
    expect(service?.running).toBe(false);
    await expect(fetch(`${service?.endpoint}/health/ready`)).rejects.toThrow('fetch failed');
  });
});
