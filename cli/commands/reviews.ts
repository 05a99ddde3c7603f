import { EXIT, type ExitCode } from '../cli-error.ts';
import { paintFor } from '../view/paint.ts';
import { reviewLines, reviewTable } from '../view/review-lines.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { withHost, type Session } from './with-host.ts';

const showOne = async (context: CommandContext, { api }: Session, id: string): Promise<void> => {
  const review = await api.review(id);
  if (context.json) printJson(context.stdout, review);
  else printLines(context.stdout, reviewLines(review, context.workspaceOption, paintFor(context.stdout)));
};

const showOpen = async (context: CommandContext, { api }: Session, project?: string): Promise<void> => {
  const items = await api.reviews(project);
  if (context.json) printJson(context.stdout, { items });
  else if (items.length === 0) printLines(context.stdout, ['Nobody is asked anything.']);
  else
    printLines(context.stdout, [
      ...reviewTable(items),
      '',
      `\`npx factory reviews <review>${context.workspaceOption}\` shows one whole, with the commands that decide it.`,
    ]);
};

/** What people are asked: all open reviews, those of a project, or one whole. */
export const reviews = async (context: CommandContext, target: string | undefined): Promise<ExitCode> => {
  requireWorkspace(context);
  await withHost(context, { pump: 'none' }, (session) =>
    target?.startsWith('r-') ? showOne(context, session, target) : showOpen(context, session, target),
  );
  return EXIT.completed;
};
