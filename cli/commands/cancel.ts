import type { ExitCode } from '../cli-error.ts';
import type { CommandContext } from './command-context.ts';
import { goOn } from './go-on.ts';

/** Cancels a project and shows how it ends. */
export const cancel = (
  context: CommandContext,
  project: string,
  reason: string | undefined,
): Promise<ExitCode> =>
  goOn(context, {
    pump: 'all',
    asked: 'cancelled',
    project: async () => project,
    change: ({ api }) => api.cancel(project, reason),
  });
