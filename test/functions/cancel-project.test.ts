import { beforeEach, expect, it } from 'vitest';

import { cancelProject } from '../../functions/cancel-project.ts';
import { call } from './support/call.ts';
import { aProject, fakeDeps, projectId, START } from './support/fake-ports.ts';

let fake: ReturnType<typeof fakeDeps>;
let woken: string[];
const cancel = (json: object = {}) =>
  call(
    cancelProject(fake.deps, async (_, id) => void woken.push(id)),
    { params: { projectId: projectId(1) }, json },
  );

beforeEach(() => {
  fake = fakeDeps();
  woken = [];
  fake.projects.push(aProject(1));
});

it('marks the project, says so, wakes what waits', async () => {
  expect(await cancel({ reason: 'Not needed.' })).toMatchObject({
    status: 202,
    jsonBody: { projectId: projectId(1), status: 'running' },
  });
  expect(fake.projects[0]!.stop).toEqual({
    reason: 'cancelled',
    why: 'Not needed.',
    by: 'ann',
    at: START.toISOString(),
  });
  expect(fake.events).toMatchObject([
    { type: 'project.stopping', data: { message: 'Cancelled by ann: Not needed.' } },
  ]);
  expect(woken).toEqual([projectId(1)]);
});

it('wakes again when it is asked again, and keeps the first reason', async () => {
  await cancel();
  expect(await cancel({ reason: 'Other.' })).toMatchObject({ status: 202 });
  expect(fake.projects[0]!.stop?.why).toBe('ann cancelled it.');
  expect([fake.events.length, woken.length]).toEqual([1, 2]);
});

it('refuses for a project that has ended, or ends otherwise', async () => {
  fake.projects[0] = aProject(1, { status: 'completed', endedAt: START.toISOString() });
  const ended = await cancel();
  expect(ended).toMatchObject({ status: 409, jsonBody: { type: 'urn:problem:project-ended' } });
  expect((ended.jsonBody as { detail: string }).detail).toContain('ended as completed at 2026-01-05');
  const stop = { reason: 'aborted', why: 'Wrong plan.', by: 'bob', at: START.toISOString() } as const;
  fake.projects[0] = aProject(1, { stop });
  expect((await cancel()).jsonBody).toMatchObject({ status: 409 });
  expect([fake.events, woken]).toEqual([[], []]);
});

it('keeps no credential that is written into a reason', async () => {
  const reason = `Token ghp_${'a1B2'.repeat(9)}`;
  expect(await cancel({ reason })).toMatchObject({
    status: 400,
    jsonBody: { errors: [{ pointer: '#/reason' }] },
  });
  expect([fake.projects[0]!.stop, woken]).toEqual([undefined, []]);
});
