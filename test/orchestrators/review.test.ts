import { describe, expect, it } from 'vitest';

import { review } from '../../orchestrators/review.ts';
import { aWorld, failure, ok } from './a-world.ts';
import { drive } from './drive.ts';

const request = {
  key: 'k',
  kind: 'failure',
  step: 'verifyService',
  stage: 'quality',
  tries: 5,
  mayAccept: true,
  failure: failure('quality-gate').failure,
};
const input = { projectId: 'p-1', correlationId: 'c-1', request };

const HOURS = 3_600_000;

describe('a review', () => {
  it('reminds, escalates, reminds again and ends as aborted', () => {
    const world = aWorld();
    const { scheduled, open } = drive(review, input, world.answer);
    const notes = scheduled.filter(({ name }) => name === 'noteReview');

    expect(notes.map(({ at, input: given }) => [at / HOURS / 24, given['event']])).toEqual([
      [1, 'remind'],
      [3, 'remind'],
      [7, 'escalate'],
      [14, 'remind'],
      [30, 'expire'],
    ]);
    expect(open).toEqual([]);
  });

  it('answers as soon as it is decided, without waiting for the time', () => {
    let isDecided = false;
    const world = aWorld({ decides: () => (isDecided ? 'retry' : undefined) });
    const { result, elapsed, open } = drive(review, input, world.answer, {
      wakes: () => (isDecided = true),
    });

    expect(result).toEqual(ok({ resolution: 'retry' }));
    expect(elapsed()).toBe(0);
    expect(open).toEqual([]);
  });

  it('goes on waiting when it is woken for something else', () => {
    let wakes = 0;
    const world = aWorld({ decides: () => (wakes > 3 ? 'accept' : undefined) });
    const { result, scheduled } = drive(review, input, world.answer, { wakes: () => (wakes += 1) < 5 });

    expect(result).toEqual(ok({ resolution: 'accept' }));
    const events = scheduled.filter(({ name }) => name === 'readReview').map((call) => call.input['event']);
    expect(new Set(events).size).toBe(4);
  });

  it('ends when the project is stopped', () => {
    const world = aWorld();
    const { result } = drive(review, input, world.answer, {
      wakes: () => {
        world.stop({ reason: 'cancelled', why: 'not wanted any more' });
        return true;
      },
    });

    expect(result).toEqual(ok({ resolution: 'stopped' }));
  });
});
