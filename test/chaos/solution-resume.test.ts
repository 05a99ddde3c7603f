import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { factory, git, resultOf } from '../e2e/support/factory-cli.ts';
import { killDuring } from '../e2e/support/killed-run.ts';
import { repositoriesOf, treesOf } from '../e2e/support/solution-repositories.ts';

const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

const scratch = mkdtempSync(join(tmpdir(), 'factory-solution-resume-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('resumes a solution whose host was killed during quality, to the trees of an undisturbed run', async () => {
  const undisturbed = resultOf(factory('run', BOOKSHOP, '--json', '--workspace', join(scratch, 'first')));
  expect(undisturbed.status).toBe('completed');

  const workspace = join(scratch, 'second');
  await killDuring(BOOKSHOP, workspace, /QA & Validation started/, 200_000);
  const resumed = factory('resume', '--json', '--workspace', workspace);
  expect(resumed.exitCode, resumed.stderr).toBe(0);

  const again = resultOf(resumed);
  expect(again.status).toBe('completed');
  expect(again.processes.map(({ status }) => status)).toEqual(
    undisturbed.processes.map(({ status }) => status),
  );
  expect(treesOf(again)).toEqual(treesOf(undisturbed));
  for (const [name, repository] of Object.entries(repositoriesOf(again))) {
    expect(git(repository, 'rev-list', '--count', '--all'), name).toBe('1');
  }
});
