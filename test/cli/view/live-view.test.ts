import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { displayWidth } from '../../../cli/view/display-width.ts';
import { liveView } from '../../../cli/view/live-view.ts';
import { anEvent } from '../support/scenario.ts';

const HIDE = '\u001B[?25l';
const SHOW = '\u001B[?25h';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 8, 0, 0) }));
afterEach(() => void vi.useRealTimers());

const aTerminal = (columns: number, rows: number) => {
  const written = new PassThrough({ encoding: 'utf8' });
  const stream = Object.assign(written, { columns, rows, isTTY: true }) as unknown as NodeJS.WriteStream;
  return { stream, taken: () => String(written.read() ?? '') };
};

it('draws over the last picture, narrower than the terminal, and shows the cursor at the end', () => {
  const { stream, taken } = aTerminal(40, 24);
  const view = liveView(stream);
  expect(taken().startsWith(HIDE)).toBe(true);
  view.event(anEvent(0, 'stage.started', { stage: 'quality', message: '予約を検証する '.repeat(20) }));
  view.counts({ testsPassed: 54, served: 3, requirements: 4, files: 132 });
  vi.advanceTimersByTime(100);
  const picture = taken();
  expect(picture.startsWith('\u001B[8A\r\u001B[0J')).toBe(true);
  const lines = stripVTControlCharacters(picture).trimEnd().split('\n');
  expect(lines).toHaveLength(11);
  expect(lines.every((line) => displayWidth(line) < 40)).toBe(true);
  expect(lines.slice(-3)).toEqual(['  54 tests passed', '  3 of 4 requirements served', '  132 files']);
  view.end();
  view.end();
  const rest = taken();
  expect(rest.endsWith(SHOW)).toBe(true);
  expect(rest.split(SHOW)).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(taken()).toBe('');
});

it('goes up over lines that were wrapped when the terminal was made narrower', () => {
  const { stream, taken } = aTerminal(80, 24);
  const view = liveView(stream);
  view.event(anEvent(0, 'stage.started', { stage: 'quality', message: 'x'.repeat(100) }));
  vi.advanceTimersByTime(100);
  taken();
  stream.columns = 40;
  vi.advanceTimersByTime(100);
  // Eight lines, one of which takes two rows of the narrower terminal.
  expect(taken().startsWith('\u001B[9A\r')).toBe(true);
  view.end();
});
