import { writeSync } from 'node:fs';

const HIDE = '\u001B[?25l';
const SHOW = '\u001B[?25h';
const hidden = new Set<NodeJS.WriteStream & { fd?: number }>();

export const hideCursor = (stream: NodeJS.WriteStream): void => {
  hidden.add(stream);
  stream.write(HIDE);
};

export const showCursor = (stream: NodeJS.WriteStream): void => {
  if (hidden.delete(stream)) stream.write(SHOW);
};

/** Shows what is hidden still when the process ends, however it does; nothing but a synchronous write works then. */
export const keepTerminalClean = (): void => {
  process.once('exit', () => {
    for (const { fd = 1 } of hidden)
      try {
        writeSync(fd, SHOW);
      } catch {
        // The terminal is gone; so is its cursor.
      }
  });
};
