import { stageTitles } from '../../factory/domain/stage.ts';
import type { ProjectSummary } from '../../factory/domain/project-summary.ts';
import { EXIT, type ExitCode } from '../cli-error.ts';
import { paintFor } from '../view/paint.ts';
import { fit, printable } from '../view/printable.ts';
import { resultLines } from '../view/result-lines.ts';
import { table } from '../view/table.ts';
import { workspaceExists } from '../workspace.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { withHost } from './with-host.ts';

/** Characters of a definition in the list. */
const TEXT_LENGTH = 60;

const projectTable = (projects: readonly ProjectSummary[]): string[] =>
  table(
    ['project', 'status', 'stage', 'created', 'definition'],
    projects.map(({ projectId, status, stage, createdAt, text }) => [
      projectId,
      status,
      stage ? stageTitles[stage] : '',
      createdAt,
      fit(printable(text), TEXT_LENGTH),
    ]),
  );

/** All projects of the workspace, newest first. */
const statusOfAll = async (context: CommandContext): Promise<ExitCode> => {
  const projects =
    context.remote || workspaceExists(context.workspace)
      ? await withHost(context, { pump: 'none' }, ({ api }) => api.projects())
      : [];
  if (context.json) printJson(context.stdout, { items: projects });
  else if (projects.length === 0)
    printLines(context.stdout, [`No projects in ${context.remote?.url ?? context.workspace} yet.`]);
  else printLines(context.stdout, projectTable(projects));
  return EXIT.completed;
};

/** One project, as `run` shows it at the end; its exit code says whether it could be read, not how it went. */
const statusOfOne = async (context: CommandContext, projectId: string): Promise<ExitCode> => {
  requireWorkspace(context);
  const result = await withHost(context, { pump: 'none' }, ({ api }) => api.project(projectId));
  if (context.json) printJson(context.stdout, result);
  else
    printLines(
      context.stdout,
      resultLines(result, { option: context.workspaceOption }, paintFor(context.stdout)),
    );
  return EXIT.completed;
};

export const status = (context: CommandContext, projectId: string | undefined): Promise<ExitCode> =>
  projectId === undefined ? statusOfAll(context) : statusOfOne(context, projectId);
