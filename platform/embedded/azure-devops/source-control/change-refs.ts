import { runGit } from './run-git.ts';

/** The id of nothing: a reference that is not there. */
export const ZEROS = '0'.repeat(40);

/** Changes references all together or not at all; false when one of them was changed by somebody else. */
export const changeRefs = async (gitDirectory: string, lines: readonly string[]): Promise<boolean> => {
  const input = Buffer.from(`${['start', ...lines, 'commit'].join('\n')}\n`);
  const { exitCode } = await runGit([`--git-dir=${gitDirectory}`, 'update-ref', '--stdin'], input);
  return exitCode === 0;
};
