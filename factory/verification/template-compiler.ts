import { resolve } from 'node:path';
import { promisify } from 'node:util';

/** Milliseconds for the templates of one call. */
const TIMEOUT = 120_000;

export type BicepRun = { code: number; stdout: string; stderr: string };

/**
 * Runs the CLI in an environment of its own: a parameter file may read variables, and ours are none of its business. The
 * module that starts processes is loaded here, because the package for Azure has none. `undefined` when it did not finish.
 */
export const runBicep = async (
  program: string,
  args: readonly string[],
  home: string,
): Promise<BicepRun | undefined> => {
  const { execFile } = await import('node:child_process');
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [...args], {
      env,
      timeout: TIMEOUT,
      maxBuffer: 2 ** 26,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    return typeof code === 'number' ? { code, stdout, stderr } : undefined;
  }
};

/** What answered once; asking it costs as much as a third of a build. */
const answering = new Set<string>();

/** The CLI that was named, the one that the project fetched, or the one on the system's path. */
export const findBicep = async (named: string | undefined, home: string): Promise<string | undefined> => {
  const candidates = named === undefined ? [resolve('.bicep/bicep'), 'bicep'] : [named];
  for (const candidate of candidates) {
    if (answering.has(candidate)) return candidate;
    if ((await runBicep(candidate, ['--version'], home))?.code === 0) {
      answering.add(candidate);
      return candidate;
    }
  }
  return undefined;
};
