import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isFullDisk } from '../full-disk.ts';

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

export type HostLog = {
  /** One line: time, level, category, message; line breaks in the message are indented. */
  write(level: LogLevel, category: string, message: string): void;
  close(): void;
};

/** `<workspace>/host.log`, appended. Lines are written at once, so that the last words of a host that dies are in it. */
export const createHostLog = (workspace: string, now: () => Date): HostLog => {
  let file: number | undefined = openSync(join(workspace, 'host.log'), 'a');
  return {
    write: (level, category, message) => {
      if (file === undefined || level === 'trace' || level === 'debug' || level === 'none') return;
      const line = `${now().toISOString()} ${level} [${category}] ${message.replaceAll(/\r?\n/g, '\n    ')}\n`;
      try {
        writeSync(file, line);
      } catch (error) {
        // A line that cannot be kept ends nothing.
        if (!isFullDisk(error)) throw error;
      }
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
};
