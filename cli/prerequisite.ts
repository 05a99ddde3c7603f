import { spawnSync } from 'node:child_process';

import { CliError } from './cli-error.ts';

/** First line that a program says to `--version`, `undefined` when there is no such program. */
export const versionOf = (program: string): string | undefined => {
  // npm and az are scripts on Windows, which only a shell starts; the names are ours.
  const { status, stdout } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 20_000,
  });
  return status === 0 ? stdout.split('\n')[0]?.trim() : undefined;
};

export const requireGit = (): void => {
  if (versionOf('git') === undefined)
    throw new CliError(
      'git was not found.',
      'It is not installed, or not on PATH; every generated service is a git repository.',
      'Install git (https://git-scm.com/downloads); `npx factory doctor` says what else is missing.',
    );
};
