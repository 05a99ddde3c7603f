import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

export const newDirectory = (): string => mkdtempSync(join(tmpdir(), 'service-'));

export const removeDirectory = (directory: string): void =>
  rmSync(directory, { recursive: true, force: true });

/** An empty directory that is gone after the test. */
export const temporaryDirectory = (): string => {
  const directory = newDirectory();
  onTestFinished(() => removeDirectory(directory));
  return directory;
};
