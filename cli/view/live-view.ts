import { stripVTControlCharacters } from 'node:util';

import { displayWidth } from './display-width.ts';
import { paintFor } from './paint.ts';
import { progressLines } from './progress-lines.ts';
import { noCounts } from './run-counts.ts';
import { newProgress, progressAfter } from './run-progress.ts';
import type { RunView } from './run-view.ts';
import { hideCursor, showCursor } from './terminal-cursor.ts';

/** Milliseconds between two pictures. */
const FRAME_MS = 100;
const CLEAR_BELOW = '\u001B[0J';
const STANDARD = { columns: 80, rows: 24 };

/** Lines of the terminal that lines of a picture take, also after it was made narrower. */
const heightOf = (lines: readonly string[], columns: number): number =>
  lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(displayWidth(stripVTControlCharacters(line)) / columns)),
    0,
  );

/** Draws the stages of a run in place on a terminal. */
export const liveView = (stream: NodeJS.WriteStream): RunView => {
  const paint = paintFor(stream);
  let progress = newProgress(Date.now());
  let counts = noCounts;
  let drawn: readonly string[] = [];

  const draw = () => {
    const columns = stream.columns || STANDARD.columns;
    // A line that fills the last column would wrap on some terminals, and the last row belongs to the cursor.
    const size = { width: columns - 1, height: (stream.rows || STANDARD.rows) - 1 };
    const lines = progressLines(progress, counts, Date.now(), size, paint);
    const up = drawn.length > 0 ? `\u001B[${heightOf(drawn, columns)}A\r` : '';
    stream.write(`${up}${CLEAR_BELOW}${lines.join('\n')}\n`);
    drawn = lines;
  };

  hideCursor(stream);
  draw();
  const timer = setInterval(draw, FRAME_MS);
  let ended = false;
  return {
    event(event) {
      progress = progressAfter(progress, event);
    },
    counts(found) {
      counts = found;
    },
    end() {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      draw();
      showCursor(stream);
    },
  };
};
