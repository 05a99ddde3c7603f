import { PassThrough } from 'node:stream';

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { plainView } from '../../../cli/view/plain-view.ts';
import { drawsInPlace } from '../../../cli/view/run-view.ts';
import { anEvent } from '../support/scenario.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 8, 0, 1) }));
afterEach(() => void vi.useRealTimers());

it('tells every 30 s of silence that the work goes on, and moves no cursor', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const view = plainView(stream);
  vi.advanceTimersByTime(29_000);
  view.event(anEvent(1, 'stage.started', { stage: 'quality', message: 'Verifying\u001B[1A.' }));
  vi.advanceTimersByTime(29_999);
  expect(stream.read()).toBe('2026-01-05T08:00:01.000Z stage.started     quality: Verifying [1A.\n');
  vi.advanceTimersByTime(30_001);
  expect(stream.read()).toBe(
    `2026-01-05T08:01:00.000Z still working     30.0 s without an event; last quality: Verifying [1A.
2026-01-05T08:01:30.000Z still working     1 min 00 s without an event; last quality: Verifying [1A.
`,
  );
  view.end();
  vi.advanceTimersByTime(120_000);
  expect(stream.read()).toBeNull();
});

it('has one line for an action, when it ended, and knows in a silence what was begun', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const view = plainView(stream);
  view.event(anEvent(1, 'action.started', { stage: 'quality', agent: 'tester', message: 'verify' }));
  expect(stream.read()).toBeNull();
  vi.advanceTimersByTime(30_000);
  expect(stream.read()).toContain('last quality/tester: verify');
  view.event(anEvent(2, 'action.recorded', { stage: 'quality', agent: 'tester', message: 'verify: good' }));
  expect(stream.read()).toContain('action.recorded   quality/tester: verify: good');
  view.end();
});

it.each([
  [true, { TERM: 'xterm' }, true],
  [true, {}, true],
  [true, { TERM: 'dumb' }, false],
  [true, { TERM: 'xterm', CI: 'true' }, false],
  [true, { TERM: 'xterm', CI: '1' }, false],
  [true, { TERM: 'xterm', CI: 'false' }, true],
  [false, { TERM: 'xterm' }, false],
])('terminal %s with %j draws in place: %s', (terminal, environment, expected) => {
  expect(drawsInPlace(terminal, environment)).toBe(expected);
});
