import type { RunResult } from '../../factory/domain/run-result.ts';
import { CliError, EXIT, HostLost, type ExitCode } from '../cli-error.ts';
import { paintFor } from '../view/paint.ts';
import { resultLines } from '../view/result-lines.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { afterShutdown, exitCodeOf, lastPosition, watchProject } from './watch-project.ts';
import { prepare } from './prepare.ts';
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

/** How long the host of another run may take to show that the project is its own. Seconds. */
const TAKEN_UP_WITHIN = 15;

/** The host of another `run` works on that one's project only: for others the change is kept, and nothing happens. */
const requireTakenUp = async (
  { api }: Session,
  projectId: string,
  since: number,
  context: CommandContext,
): Promise<void> => {
  const { items } = await api.events(projectId, since, TAKEN_UP_WITHIN);
  const { status } = await api.project(projectId);
  if (items.length === 0 && status === 'running')
    throw new CliError(
      'Nobody works on this project now.',
      'The command that works in this workspace works for another project.',
      `What you decided is kept: \`npx factory resume${context.workspaceOption}\` goes on with it when that command has ended.`,
      EXIT.failed,
    );
};

/** Watches through a host that another command ends when its project has ended; nothing then, the project is read anew. */
const watchJoined = async (
  context: CommandContext,
  session: Session,
  projectId: string,
  since: number,
): Promise<RunResult | undefined> => {
  try {
    return await watchProject(context, session, projectId, since);
  } catch (error) {
    const isLost = session.host.gone.aborted || error instanceof HostLost;
    if (context.signal.aborted || !isLost) throw error;
    return undefined;
  }
};

/** Changes how a project goes on, then shows it from there until it ends, or waits for a person. */
export const goOn = async (
  context: CommandContext,
  { pump, project, change, asked }: Change,
): Promise<ExitCode> => {
  requireWorkspace(context);
  prepare(context);
  let projectId = '';
  const watched = await withHost(context, { pump, joins: pump === 'all' }, async (session) => {
    projectId = await project(session);
    const since = await lastPosition(session, projectId);
    await change(session);
    const { host } = session;
    if (!host.owned && host.pump === 'own')
      await requireTakenUp(session, projectId, await lastPosition(session, projectId), context);
    return host.owned
      ? afterShutdown(await watchProject(context, session, projectId, since))
      : watchJoined(context, session, projectId, since);
  });
  const result = watched ?? (await withHost(context, { pump: 'none' }, ({ api }) => api.project(projectId)));
  if (context.json) printJson(context.stdout, result);
  else {
    const workspace = { option: context.workspaceOption };
    printLines(context.stdout, ['', ...resultLines(result, workspace, paintFor(context.stdout))]);
  }
  return exitCodeOf(result, asked);
};
