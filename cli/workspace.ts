import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { CliError } from './cli-error.ts';
import { reasonOf } from './system-reason.ts';

const advice = 'Name a folder that you may write to with --workspace.';

const adviceFor = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === 'ENOSPC'
    ? 'Free space there, or name a folder on another disk with --workspace.'
    : advice;

/** Whether there is a workspace; throws `CliError` when something else has its name. */
export const workspaceExists = (path: string): boolean => {
  if (!existsSync(path)) return false;
  if (!statSync(path).isDirectory())
    throw new CliError(`The workspace ${path} is not a folder.`, 'A file has its name.', advice);
  return true;
};

/** Makes a folder and those above it. (The `recursive` option of Node never returns where a parent refuses with ENOENT, as /proc does.) */
const makeFolder = (path: string): void => {
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path);
};

/** Makes the workspace if need be and sees that it can be written to. Throws `CliError`. */
export const prepareWorkspace = (path: string): void => {
  if (workspaceExists(path)) return checkWritable(path);
  try {
    makeFolder(path);
  } catch (error) {
    throw new CliError(`The workspace ${path} cannot be created.`, reasonOf(error), adviceFor(error));
  }
};

const checkWritable = (path: string): void => {
  const probe = join(path, `.write-test-${process.pid}`);
  try {
    // Not empty: a full disk still takes the name of a file.
    writeFileSync(probe, 'x'.repeat(4_096));
    rmSync(probe);
  } catch (error) {
    rmSync(probe, { force: true });
    throw new CliError(`The workspace ${path} cannot be written to.`, reasonOf(error), adviceFor(error));
  }
};
