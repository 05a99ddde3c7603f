import { expect, it } from 'vitest';

import { STAGES } from '../../../factory/domain/stage.ts';
import type { Entry, TransitionEvent } from '../../../portal/api/types.ts';
import { MAX_HAPPENINGS, noProgress, progressAfter } from '../../../portal/board/run-progress.ts';

const START = Date.parse('2026-01-05T08:00:00.000Z');

/** An event at a position, that many seconds after the start. */
const at = (
  position: number,
  type: TransitionEvent['type'],
  data: Partial<TransitionEvent['data']>,
): Entry => ({
  position,
  event: {
    specversion: '1.0',
    id: `e-${position}`,
    source: '/projects/p-1',
    type,
    subject: 'p-1',
    time: new Date(START + position * 1_000).toISOString(),
    datacontenttype: 'application/json',
    projectid: 'p-1',
    correlationid: 'c-1',
    causationid: 'c-1',
    data: { message: `${type} ${position}`, ...data },
  },
});

const after = (...entries: Entry[]) => entries.reduce(progressAfter, noProgress);
const stageOf = (progress: typeof noProgress, name: string) =>
  progress.stages.find((stage) => stage.name === name);

const engineering = { stage: 'engineering' };
const orders = { ...engineering, service: 'orders' };

it('has every stage, in the order in which they run', () => {
  expect(noProgress.stages.map(({ name }) => name)).toEqual(STAGES);
});

it('follows a stage from its start to its end', () => {
  const begun = after(at(1, 'project.started', {}), at(2, 'stage.started', engineering));
  expect(begun.startedAt).toBe(START + 1_000);
  expect(stageOf(begun, 'engineering')).toMatchObject({ status: 'running', startedAt: START + 2_000 });
  const done = progressAfter(begun, at(9, 'stage.completed', engineering));
  expect(stageOf(done, 'engineering')).toMatchObject({ status: 'completed', durationMs: 7_000 });
  expect(stageOf(done, 'vision')).toMatchObject({ status: 'pending' });
  expect(done.announcement).toBe('stage.completed 9');
});

it('shows a service from the first that is told of it, and ends it with its stage', () => {
  const begun = after(
    at(1, 'stage.started', engineering),
    at(3, 'action.recorded', { ...orders, agent: 'engineer', durationMs: 16 }),
  );
  expect(stageOf(begun, 'engineering')).toMatchObject({
    status: 'running',
    actions: 1,
    services: [{ name: 'orders', status: 'running', startedAt: START + 1_000, actions: 1 }],
  });
  const ends = { completed: 'completed', failed: 'stopped' } as const;
  for (const [end, status] of Object.entries(ends))
    expect(
      stageOf(progressAfter(begun, at(5, `stage.${end as 'completed'}`, engineering)), 'engineering')
        ?.services,
    ).toMatchObject([{ status, durationMs: 4_000 }]);
});

it('says of a service what is being done, and counts it when it is done', () => {
  const verify = { ...orders, agent: 'engineer', message: 'verify' };
  const begun = after(at(1, 'stage.started', engineering), at(2, 'action.started', verify));
  expect(stageOf(begun, 'engineering')?.services).toMatchObject([{ message: 'verify', actions: 0 }]);
  expect(begun).toMatchObject({ actions: 0, happenings: [] });
  const done = progressAfter(begun, at(3, 'action.recorded', { ...verify, message: 'verify: good' }));
  expect(stageOf(done, 'engineering')?.services).toMatchObject([{ message: 'verify: good', actions: 1 }]);
});

it('keeps a service that failed apart from its stage', () => {
  const progress = after(
    at(1, 'stage.started', engineering),
    at(2, 'service.started', orders),
    at(3, 'service.started', { ...engineering, service: 'billing' }),
    at(4, 'service.failed', { ...orders, message: 'no' }),
  );
  expect(stageOf(progress, 'engineering')).toMatchObject({
    status: 'running',
    services: [
      { name: 'orders', status: 'failed', message: 'no', durationMs: 2_000 },
      { name: 'billing', status: 'running' },
    ],
  });
  expect(progress.announcement).toBe('no');
});

it('lists what the agents did, newest first, and counts what no longer fits', () => {
  const many = Array.from({ length: MAX_HAPPENINGS + 5 }, (_, n) =>
    at(n + 1, 'action.recorded', { ...engineering, agent: 'engineer' }),
  );
  const progress = after(...many, at(many.length + 1, 'activity.retrying', { ...orders, message: 'again' }));
  expect(progress.happenings).toHaveLength(MAX_HAPPENINGS);
  expect(progress.happenings.slice(0, 2)).toMatchObject([
    { message: 'again', retry: true, service: 'orders' },
    { agent: 'engineer', retry: false, position: many.length },
  ]);
  expect({ actions: progress.actions, retries: progress.retries }).toEqual({
    actions: many.length,
    retries: 1,
  });
});

it('counts an event once, however often it comes', () => {
  const action = at(2, 'action.recorded', { ...orders, agent: 'engineer' });
  const once = after(at(1, 'stage.started', engineering), action);
  expect(progressAfter(once, action)).toBe(once);
});
