import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

const isWritable = (directory: string): boolean => {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where files lie in memory, if anywhere: what a test writes need not survive it. */
const place = isWritable('/dev/shm') ? '/dev/shm' : tmpdir();

export const newDirectory = (): string => mkdtempSync(join(place, 'service-'));

export const removeDirectory = (directory: string): void =>
  rmSync(directory, { recursive: true, force: true });

/** An empty directory that is gone after the test. */
export const temporaryDirectory = (): string => {
  const directory = newDirectory();
  onTestFinished(() => removeDirectory(directory));
  return directory;
};
