import { EXIT, type ExitCode } from '../cli-error.ts';
import { table } from '../view/table.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { withHost } from './with-host.ts';

/** The list of a project's artifacts, or the content of one, as it is. */
export const artifacts = async (
  context: CommandContext,
  projectId: string,
  path: string | undefined,
): Promise<ExitCode> => {
  requireWorkspace(context);
  await withHost(context, { pump: 'none' }, async ({ api }) => {
    if (path !== undefined) {
      const content = await api.artifact(projectId, path);
      if (context.json) printJson(context.stdout, { path, content });
      else context.stdout.write(content);
      return;
    }
    const items = await api.artifacts(projectId);
    if (context.json) printJson(context.stdout, { items });
    else
      printLines(
        context.stdout,
        table(
          ['stage', 'bytes', 'path'],
          items.map((artifact) => [artifact.stage, String(artifact.size), artifact.path]),
        ),
      );
  });
  return EXIT.completed;
};
