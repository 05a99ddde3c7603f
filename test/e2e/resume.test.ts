import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AUDIT, factory, git, resultOf, treeOf } from './support/factory-cli.ts';
import { killDuring } from './support/killed-run.ts';

let scratch: string;
let reference: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-resume-'));
  const answer = factory('run', AUDIT, '--json', '--workspace', join(scratch, 'reference'));
  reference = treeOf(resultOf(answer).services[0]?.repository ?? '');
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each([
  ['engineering', /Engineering started/],
  ['finalization', /create the work items/],
])('a run whose host is killed during %s', (stage, moment) => {
  it('is resumed to the same tree, with one repository and one set of commits and work items', async () => {
    const workspace = join(scratch, stage);
    await killDuring(AUDIT, workspace, moment);

    const resumed = factory('resume', '--json', '--workspace', workspace);
    expect(resumed.exitCode, resumed.stderr).toBe(0);

    const status = resultOf(resumed);
    const [service, ...others] = status.services;
    expect(others).toEqual([]);
    expect(status.status).toBe('completed');
    expect(treeOf(service?.repository ?? '')).toBe(reference);
    expect(git(service?.repository ?? '', 'rev-list', '--count', '--all')).toBe('1');

    const { tasks, stories, features, epics } = status.workItems;
    const summary = factory('artifacts', status.projectId, 'summary.json', '--workspace', workspace);
    expect(JSON.parse(summary.stdout).workItems).toHaveLength(tasks + stories + features + epics);
  });
});
