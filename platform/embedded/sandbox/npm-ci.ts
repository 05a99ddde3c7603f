import { stripVTControlCharacters } from 'node:util';

import { PortError } from '../../port-error.ts';
import type { ProcessRegistry } from '../processes/process-registry.ts';
import { runCommand } from '../processes/run-command.ts';
import { installEnvironment } from './install-environment.ts';
import type { NpmProgram } from './npm-program.ts';

const TIMEOUT_MS = 10 * 60_000;

/** The answer of a registry or network that may be another one in a minute. */
const TRANSIENT =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONN(?:REFUSED|RESET|ABORTED)|E?TIMEDOUT|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E429|E5\d\d|ENETUNREACH|ENOSPC)\b/;

const firstLines = (text: string): string =>
  stripVTControlCharacters(text).trim().split('\n').slice(0, 12).join('\n').slice(0, 1_200);

/** Installs what the lockfile in `directory` names, as it names it. No package's scripts run. */
export const npmCi = async (registry: ProcessRegistry, npm: NpmProgram, directory: string): Promise<void> => {
  const args = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  const complete = ['--include=dev', '--include=optional', '--loglevel=error'];
  const result = await runCommand(registry, process.execPath, [npm.script, ...args, ...complete], {
    cwd: directory,
    env: installEnvironment(),
    timeoutMs: TIMEOUT_MS,
  });
  if (result.exitCode === 0) return;
  const output = `${result.stderr}\n${result.stdout}`;
  if (result.ended !== undefined || TRANSIENT.test(output)) {
    const reason = result.ended === undefined ? firstLines(output) : `it was ended: ${result.ended}`;
    throw new PortError('transient', `npm ci could not fetch the packages: ${reason}`);
  }
  if (/\bEINTEGRITY\b/.test(output)) {
    throw new PortError(
      'critical',
      `A package is not the one that package-lock.json names: ${firstLines(output)}`,
    );
  }
  throw new PortError('code-generation', `npm ci refused package-lock.json: ${firstLines(output)}`);
};
