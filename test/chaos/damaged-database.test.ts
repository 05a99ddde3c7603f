import { closeSync, cpSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { AUDIT, factory, git, resultOf } from '../e2e/support/factory-cli.ts';
import { killDuring } from '../e2e/support/killed-run.ts';

const PAGE = 4096;

let scratch: string;
let killed: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'factory-damaged-'));
  killed = join(scratch, 'killed');
  // Repository, commit and work items are there; the newest backup knows of none.
  await killDuring(AUDIT, killed, /Deployment started/, 120_000);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Overwrites every other page after the first, as a broken disk may; none of them stands in the write-ahead log. */
const corrupt = (path: string): void => {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  expect(statSync(path).size).toBeGreaterThan(4 * PAGE);
  const file = openSync(path, 'r+');
  for (let page = 1; page < statSync(path).size / PAGE; page += 2)
    writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, page * PAGE);
  closeSync(file);
};

it.each(['store.db', 'engine.db'])(
  'a damaged %s is found, restored and the run resumed, with nothing done twice',
  (database) => {
    const workspace = join(scratch, database);
    cpSync(killed, workspace, { recursive: true });
    corrupt(join(workspace, database));

    const found = factory('doctor', '--json', '--workspace', workspace);
    expect(found.exitCode).toBe(1);
    expect(JSON.parse(found.stdout).findings).toContainEqual(
      expect.objectContaining({
        name: database,
        status: 'wrong',
        detail: expect.stringMatching(/^damaged: /),
      }),
    );
    const refused = factory('resume', '--workspace', workspace);
    expect([refused.exitCode, refused.stderr]).toEqual([
      3,
      expect.stringContaining('The workspace is damaged.'),
    ]);

    const restored = factory('doctor', '--restore', '--workspace', workspace);
    expect(restored.exitCode, restored.stderr).toBe(0);
    expect(restored.stderr).toMatch(new RegExp(`Restored .*${database} from `));
    expect(readdirSync(join(workspace, 'damaged'))).toHaveLength(1);

    const resumed = factory('resume', '--json', '--workspace', workspace);
    expect(resumed.exitCode, resumed.stderr).toBe(0);
    const { status, services, projectId, workItems } = resultOf(resumed);
    expect(status).toBe('completed');
    expect(services).toHaveLength(1);
    expect(git(services[0]?.repository ?? '', 'rev-list', '--count', '--all')).toBe('1');
    const { tasks, stories, features, epics } = workItems;
    const summary = factory('artifacts', projectId, 'summary.json', '--workspace', workspace);
    expect(JSON.parse(summary.stdout).workItems).toHaveLength(tasks + stories + features + epics);
  },
);
