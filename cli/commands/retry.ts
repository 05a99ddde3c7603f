import type { Stage } from '../../factory/domain/stage.ts';
import type { ExitCode } from '../cli-error.ts';
import type { CommandContext } from './command-context.ts';
import { goOn } from './go-on.ts';

/** Runs a project that has ended again, from a stage on, and shows it. */
export const retry = (context: CommandContext, project: string, from: Stage): Promise<ExitCode> =>
  goOn(context, {
    pump: 'own',
    project: async () => project,
    change: ({ api }) => api.retry(project, from),
  });
