import { setImmediate as turn } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { failed, type Outcome } from '../../factory/domain/failure.ts';
import type { Job } from '../../platform/jobs/job.ts';
import { openEnvelope } from '../../platform/signed-envelope.ts';
import { createJobBoard } from '../../sandbox/job-board.ts';

const request = { id: 'a'.repeat(64), verdictKey: 'c'.repeat(64) };
const other = { id: 'b'.repeat(64), verdictKey: 'c'.repeat(64) };
const code: Job = { kind: 'extensions', files: [] };
const templates: Job = { kind: 'templates', files: [] };

const board = () => {
  const started: { job: Job; finish: (outcome: Outcome<unknown>) => void }[] = [];
  const spent: string[] = [];
  const { post, state, remove } = createJobBoard(
    (job) => {
      const { promise, resolve } = Promise.withResolvers<Outcome<unknown>>();
      started.push({ job, finish: resolve });
      return { outcome: promise, end: async () => resolve(failed('transient', 'called off')) };
    },
    () => spent.push('spent'),
  );
  const finish = async (value: unknown) => {
    started.at(-1)?.finish({ ok: true, value });
    await turn();
  };
  return { post, state, remove, started, spent, finish };
};

const never = new Promise<void>(() => undefined);

it('does a job once, however often it is asked for, and signs what came of it', async () => {
  const { post, state, started, finish } = board();
  expect(post(request, code, 'd')).toEqual({ id: request.id, status: 'running' });
  expect(post(request, code, 'd')).toMatchObject({ status: 'running' });
  expect(await state(request.id, Promise.resolve())).toMatchObject({ status: 'running' });
  const waiting = state(request.id, never);
  await finish(['found']);
  const done = await waiting;
  expect(done).toEqual(await state(request.id, never));
  expect(post(request, code, 'd')).toEqual(done);
  expect(started).toHaveLength(1);
  const verdict = done?.status === 'done' ? done.verdict : undefined;
  expect(JSON.parse(openEnvelope(verdict, request.verdictKey) ?? '')).toEqual({
    job: request.id,
    digest: 'd',
    outcome: { ok: true, value: ['found'] },
  });
  expect(openEnvelope(verdict, 'e'.repeat(64))).toBeUndefined();
});

it('takes an id for one job only: other files or another key are refused', () => {
  const { post } = board();
  post(request, code, 'd');
  expect(post(request, code, 'e')).toBe('other');
  expect(post({ ...request, verdictKey: 'e'.repeat(64) }, code, 'd')).toBe('other');
});

it('works on one job at a time, and after code ran on none', async () => {
  const { post, remove, finish, spent } = board();
  post(request, code, 'd');
  expect(post(other, templates, 'e')).toBe('busy');
  await finish([]);
  expect(post(other, templates, 'e')).toBe('busy');
  expect(spent).toEqual([]);
  expect(await remove(request.id)).toBe(true);
  expect(spent).toEqual(['spent']);
});

it('goes on with the next job where only tools of ours ran', async () => {
  const { post, remove, finish, spent } = board();
  post(request, templates, 'd');
  await finish([]);
  expect(post(other, templates, 'e')).toEqual({ id: other.id, status: 'running' });
  await finish([]);
  expect(await remove(other.id)).toBe(true);
  expect(spent).toEqual([]);
});

it('ends what is removed while it goes on, and knows nothing of what is not there', async () => {
  const { post, state, remove } = board();
  expect(await remove(request.id)).toBe(false);
  post(request, code, 'd');
  const waiting = state(request.id, never);
  expect(await remove(request.id)).toBe(true);
  expect(await waiting).toMatchObject({ status: 'done' });
  expect(await state(request.id, never)).toBeUndefined();
});
