import { afterAll, beforeAll, expect, it } from 'vitest';

import { compensation } from '../../orchestrators/compensation.ts';
import { driveActivities } from '../orchestrators/drive-activities.ts';
import { createUndoFixture, release, services, type Fixture } from './undo-fixture.ts';

const FORMER = 'p-0199c2a0-0000-7000-8000-000000000000';
const PROJECT = 'p-0199c2a0-0000-7000-8000-000000000001';

let fixture: Fixture;
let before: Awaited<ReturnType<Fixture['dump']>>;
beforeAll(async () => {
  fixture = createUndoFixture();
  await release(fixture, FORMER);
  before = await fixture.dump([FORMER, PROJECT]);
}, 20_000);
afterAll(() => fixture.remove());

const takeBack = (projectId: string, from: 'all' | 'deployment') =>
  driveActivities(
    compensation,
    { projectId, correlationId: 'c', from, reason: 'A person aborted it.' },
    fixture.activities,
  );

it('brings Azure DevOps and what runs back to what it was, and leaves what was there untouched', async () => {
  const { ports, dump } = fixture;
  await release(fixture, PROJECT);
  const after = await dump([FORMER, PROJECT]);
  expect(after.repositories.length).toBe(before.repositories.length + services.length + 1);
  expect(after.deployments[1]?.map(({ answer }) => answer)).toEqual(services);

  const entries = await ports.undo.list(PROJECT);
  expect(await takeBack(PROJECT, 'all')).toEqual({ undone: entries.length, failed: [] });
  expect(await dump([FORMER, PROJECT])).toEqual(before);
  expect(before.deployments[0]?.map(({ answer }) => answer)).toEqual(services);
  expect(before.repositories.map(([name]) => name)).toEqual(
    expect.arrayContaining(['orders.git', 'orders-2.git']),
  );

  const kinds = ['work-items', 'repository', 'branch', 'pipeline', 'deployment', 'work-item-states'];
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set([...kinds, 'knowledge', 'artifacts']));
  const left = await ports.undo.list(PROJECT);
  expect(left.filter(({ state }) => state !== 'undone')).toEqual([]);
  expect(left.filter(({ reason }) => reason !== undefined).map(({ kind, reason }) => [kind, reason])).toEqual(
    [
      ['repository', 'kept: 1 other project relies on it'],
      ['branch', 'kept: 1 other project relies on it'],
    ],
  );
  expect((await ports.projects.get(PROJECT))?.project).toMatchObject({
    workItems: { epics: 0, features: 0, stories: 0, tasks: 0 },
    repositories: [],
  });
  expect(await takeBack(PROJECT, 'all')).toEqual({ undone: 0, failed: [] });
}, 20_000);

it('takes back one stage: nothing runs, what was committed and its work items stay as finalization left them', async () => {
  const { ports, dump } = fixture;
  const { failed } = await takeBack(FORMER, 'deployment');
  const after = await dump([FORMER, PROJECT]);

  expect(failed).toEqual([]);
  expect(after.repositories).toEqual(before.repositories);
  expect(after.deployments[0]?.map(({ running }) => running)).toEqual(services.map(() => undefined));
  expect([after.runs, after.processes, after.knowledge]).toEqual([[], [], []]);
  expect(new Set(before.workItems[0]?.map(({ state }) => state))).toEqual(new Set(['Closed']));
  const states = after.workItems[0]?.map(({ type, state, commits }) => [type, state, commits.length > 0]);
  expect(states).toContainEqual(['User Story', 'Resolved', true]);
  expect(states).toContainEqual(['Task', 'Closed', true]);
  expect(await ports.artifacts.discarded(FORMER)).toEqual(
    services.map((service) => ({
      path: `deployment/${service}/pipeline-run.json`,
      stage: 'deployment',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      size: expect.any(Number),
      reason: 'A person aborted it.',
    })),
  );
}, 20_000);
