import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Longest that a build of the page may take, ms. */
const BUILD_TIMEOUT_MS = 60_000;

/** The folder that a script of this installation prints: it builds what the folder lacks, in a process of its own. */
export const folderFrom = async (script: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: BUILD_TIMEOUT_MS });
  return stdout.trim();
};
