import { CliError } from '../cli-error.ts';
import { workspaceExists } from '../workspace.ts';
import type { CommandContext } from './command-context.ts';

/** For commands that read what an earlier one left. Throws `CliError`. */
export const requireWorkspace = ({ workspace, remote }: CommandContext): void => {
  if (!remote && !workspaceExists(workspace))
    throw new CliError(
      `There is no workspace at ${workspace}.`,
      'Nothing was built there yet.',
      '`npx factory run` makes one; name another with --workspace.',
    );
};
