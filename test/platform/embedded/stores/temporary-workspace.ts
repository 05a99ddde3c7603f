import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

/** A folder that goes with the test. */
export const temporaryWorkspace = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'factory-stores-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};
