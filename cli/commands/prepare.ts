import { requireGit } from '../prerequisite.ts';
import { prepareWorkspace } from '../workspace.ts';
import type { CommandContext } from './command-context.ts';

/** What a command needs that has work done here; nothing where the factory runs elsewhere. Throws `CliError`. */
export const prepare = ({ workspace, remote }: CommandContext): void => {
  if (remote) return;
  requireGit();
  prepareWorkspace(workspace);
};
