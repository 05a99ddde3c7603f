import { paintFor } from './paint.ts';
import { progressLines } from './progress-lines.ts';
import { newProgress, progressAfter } from './run-progress.ts';
import type { RunView } from './run-view.ts';

/** Milliseconds between two pictures. */
const FRAME_MS = 100;
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';
const CLEAR_BELOW = '\u001B[0J';

/** Draws the stages of a run in place on a terminal. */
export const liveView = (stream: NodeJS.WriteStream): RunView => {
  const paint = paintFor(stream);
  let progress = newProgress(Date.now());
  let drawn = 0;

  const draw = () => {
    // A line that fills the last column would wrap on some terminals.
    const lines = progressLines(progress, Date.now(), (stream.columns || 80) - 1, paint);
    const up = drawn > 0 ? `\u001B[${drawn}A\r` : '';
    stream.write(`${up}${CLEAR_BELOW}${lines.join('\n')}\n`);
    drawn = lines.length;
  };

  stream.write(HIDE_CURSOR);
  draw();
  const timer = setInterval(draw, FRAME_MS);
  let ended = false;
  return {
    event(event) {
      progress = progressAfter(progress, event);
    },
    end() {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      draw();
      stream.write(SHOW_CURSOR);
    },
  };
};
