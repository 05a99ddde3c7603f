import type { RunResult } from '../../factory/domain/run-result.ts';
import type { ExitCode } from '../cli-error.ts';
import { requireGit } from '../prerequisite.ts';
import { paintFor } from '../view/paint.ts';
import { resultLines } from '../view/result-lines.ts';
import { prepareWorkspace } from '../workspace.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { afterShutdown, exitCodeOf, lastPosition, watchProject } from './watch-project.ts';
import { withHost, type Session } from './with-host.ts';

type Change = {
  /** `all` where orchestrations that exist are woken, `own` where a new one is started. */
  pump: 'all' | 'own';
  /** Project that is changed. */
  project: (session: Session) => Promise<string>;
  /** What a person does to it. */
  change: (session: Session) => Promise<unknown>;
  /** The end that is asked for. */
  asked?: RunResult['status'];
};

/** Changes how a project goes on, then shows it from there until it ends, or waits for a person. */
export const goOn = async (
  context: CommandContext,
  { pump, project, change, asked }: Change,
): Promise<ExitCode> => {
  requireWorkspace(context);
  requireGit();
  prepareWorkspace(context.workspace);
  const result = await withHost(context, { pump }, async (session) => {
    const projectId = await project(session);
    const since = await lastPosition(session, projectId);
    await change(session);
    const watched = await watchProject(context, session, projectId, since);
    return session.host.owned ? afterShutdown(watched) : watched;
  });
  if (context.json) printJson(context.stdout, result);
  else {
    const workspace = { option: context.workspaceOption };
    printLines(context.stdout, ['', ...resultLines(result, workspace, paintFor(context.stdout))]);
  }
  return exitCodeOf(result, asked);
};
