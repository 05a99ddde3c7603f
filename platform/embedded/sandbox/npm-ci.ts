import { stripVTControlCharacters } from 'node:util';

import { criticalError, PortError } from '../../port-error.ts';
import type { ProcessRegistry } from '../processes/process-registry.ts';
import { runCommand } from '../processes/run-command.ts';
import { fetchFailure, isDiskFull, networkFault, withoutHosts } from './fetch-failure.ts';
import { installEnvironment } from './install-environment.ts';
import type { NpmProgram } from './npm-program.ts';

const TIMEOUT_MS = 10 * 60_000;

const firstLines = (text: string): string =>
  withoutHosts(stripVTControlCharacters(text)).trim().split('\n').slice(0, 12).join('\n').slice(0, 1_200);

/** Installs what the lockfile in `directory` names, as it names it. No package's scripts run. */
export const npmCi = async (registry: ProcessRegistry, npm: NpmProgram, directory: string): Promise<void> => {
  const args = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  // One repetition of its own, soon: what fails then is tried again as a whole, and told.
  const retries = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const complete = ['--include=dev', '--include=optional', '--loglevel=error'];
  const result = await runCommand(
    registry,
    process.execPath,
    [npm.script, ...args, ...retries, ...complete],
    {
      cwd: directory,
      env: installEnvironment(),
      timeoutMs: TIMEOUT_MS,
    },
  );
  if (result.exitCode === 0) return;
  const output = `${result.stderr}\n${result.stdout}`;
  if (isDiskFull(output)) {
    throw new PortError(
      'invalid-configuration',
      `The disk of ${directory} is full. Free space and run again.`,
    );
  }
  const fault = networkFault(output) ?? (result.ended && `it was ended: ${result.ended}`);
  if (fault !== undefined) throw new PortError('transient', fetchFailure(output, fault));
  if (/\bEINTEGRITY\b/.test(output)) {
    throw criticalError(
      'hash-mismatch',
      `A package is not the one that package-lock.json names: ${firstLines(output)}`,
    );
  }
  throw new PortError('code-generation', `npm ci refused package-lock.json: ${firstLines(output)}`);
};
