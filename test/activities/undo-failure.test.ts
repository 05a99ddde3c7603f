import { afterEach, beforeEach, expect, it } from 'vitest';

import { createActivities } from '../../activities/create-activities.ts';
import { undoable } from '../../activities/lib/undoable.ts';
import { compensation } from '../../orchestrators/compensation.ts';
import { PortError } from '../../platform/port-error.ts';
import type { ActionLog, UndoLedger } from '../../platform/ports.ts';
import { driveActivities } from '../orchestrators/drive-activities.ts';
import { createUndoFixture, finalize, type Fixture } from './undo-fixture.ts';

const PROJECT = 'p-0199c2a0-0000-7000-8000-000000000001';

let fixture: Fixture;
beforeEach(() => {
  fixture = createUndoFixture();
});
afterEach(() => fixture.remove());

const takeBack = (run: number, activities = fixture.activities) =>
  driveActivities(
    compensation,
    { projectId: PROJECT, correlationId: 'c', run, from: 'all', reason: 'Aborted.' },
    activities,
  );

it('keeps what somebody committed on top of, says so, takes everything else back, and that too once it is free', async () => {
  const { ports, dump } = fixture;
  const before = await dump([PROJECT]);
  const [revision] = await finalize(fixture, PROJECT, ['shipping']);
  const { repository, commit } = revision!;
  await ports.sourceControl.commit(repository, {
    key: 'of a person',
    message: 'Mine',
    files: [{ path: 'README.md', content: 'Mine.\n' }],
    workItemIds: [],
  });

  const { undone, failed } = await takeBack(1);
  const onTop = `somebody committed on top of ${commit.slice(0, 10)}`;
  expect(failed).toEqual([
    { kind: 'branch', marker: expect.any(String), reason: expect.stringContaining(onTop) },
    {
      kind: 'repository',
      marker: expect.any(String),
      reason: expect.stringContaining(`${repository} was kept: it still holds main`),
    },
  ]);
  const entries = await ports.undo.list(PROJECT);
  expect(
    entries.filter(({ state }) => state === 'failed').map(({ kind, reason }) => ({ kind, reason })),
  ).toEqual(failed.toReversed().map(({ kind, reason }) => ({ kind, reason })));
  expect(entries.filter(({ state }) => state === 'undone')).toHaveLength(undone);
  const records = (await ports.actions.list(PROJECT)).filter(({ agent }) => agent === 'compensation');
  expect(records.map(({ status }) => status).filter((status) => status === 'failed')).toHaveLength(2);
  expect(await ports.workItems.list(PROJECT)).toEqual([]);

  await ports.sourceControl.resetBranch(repository, 'of a person');
  expect(await takeBack(2)).toEqual({ undone: 2, failed: [] });
  expect(await dump([PROJECT])).toEqual(before);
}, 20_000);

it('comes to the same when it is killed between every undo and the note of it', async () => {
  const { ports, dump } = fixture;
  const before = await dump([PROJECT]);
  await finalize(fixture, PROJECT, ['shipping', 'orders']);
  const killed = new Set<string>();
  const undo: UndoLedger = {
    ...ports.undo,
    async settle(projectId, marker, state, reason) {
      if (!killed.has(marker)) {
        killed.add(marker);
        throw new PortError('transient', 'The factory was killed.');
      }
      await ports.undo.settle(projectId, marker, state, reason);
    },
  };

  const { undone, failed } = await takeBack(1, createActivities({ ...ports, undo }));
  expect(failed).toEqual([]);
  expect(undone).toBe(killed.size);
  expect(await dump([PROJECT])).toEqual(before);
}, 20_000);

it('records every undo, once, when it is killed between the note of it and the record', async () => {
  const { ports } = fixture;
  await finalize(fixture, PROJECT, ['shipping']);
  const killed = new Set<string>();
  const actions: ActionLog = {
    ...ports.actions,
    async append(action) {
      if (action.agent === 'compensation' && !killed.has(action.action)) {
        killed.add(action.action);
        throw new PortError('transient', 'The factory was killed.');
      }
      await ports.actions.append(action);
    },
  };
  const dying = createActivities({ ...ports, actions });
  const undoEffect = (input: Parameters<typeof dying.undoEffect>[0]) =>
    dying.undoEffect(input).catch(() => dying.undoEffect(input));

  const { undone, failed } = await takeBack(1, { ...dying, undoEffect });
  expect(failed).toEqual([]);
  expect(undone).toBe(killed.size);
  const records = (await ports.actions.list(PROJECT)).filter(({ agent }) => agent === 'compensation');
  expect(records.map(({ action, status }) => `${action} ${status}`)).toEqual(
    [...killed].map((action) => `${action} succeeded`),
  );
  expect(records.map(({ output }) => output)).not.toContain('');
}, 20_000);

it('takes back what was only planned, whether it happened or not, and never what has no entry', async () => {
  const { ports } = fixture;
  const plan = (marker: string) =>
    ({ projectId: PROJECT, stage: 'deployment', kind: 'knowledge', marker, args: { id: marker } }) as const;
  const entry = { title: 'Zorbles', kind: 'project', text: 'Zorbles.' } as const;
  await ports.knowledge.add({ ...entry, id: 'foreign' });
  await finalize(fixture, PROJECT, []);
  const lost = new PortError('transient', 'The connection was lost.');
  await expect(
    undoable(ports, plan('happened'), async () => {
      expect((await ports.undo.list(PROJECT)).at(-1)).toMatchObject({ marker: 'happened', state: 'planned' });
      await ports.knowledge.add({ ...entry, id: 'happened' });
      throw lost;
    }),
  ).rejects.toBe(lost);
  await expect(undoable(ports, plan('never'), () => Promise.reject(lost))).rejects.toBe(lost);

  expect((await takeBack(1)).failed).toEqual([]);
  expect((await ports.knowledge.query('zorbles', ['project'], 5)).map(({ id }) => id)).toEqual(['foreign']);
}, 20_000);

it('abandons a pull request that was opened', async () => {
  const { ports } = fixture;
  const [revision] = await finalize(fixture, PROJECT, ['shipping']);
  const { repository } = revision!;
  const key = 'change';
  await undoable(
    ports,
    { projectId: PROJECT, stage: 'deployment', kind: 'pull-request', marker: key, args: { repository, key } },
    () =>
      ports.sourceControl.openPullRequest(repository, {
        key,
        message: 'Change it',
        files: [{ path: 'a', content: 'a' }],
        workItemIds: [],
      }),
  );
  const { failed } = await driveActivities(
    compensation,
    { projectId: PROJECT, correlationId: 'c', from: 'deployment', reason: 'Cancelled.' },
    fixture.activities,
  );
  expect(failed).toEqual([]);
  expect(await ports.sourceControl.pullRequest(repository, key)).toMatchObject({
    id: 1,
    status: 'abandoned',
  });
}, 20_000);
