import { randomUUID } from 'node:crypto';

import type { ApprovalGate } from '../../factory/domain/project-definition.ts';
import type { ExitCode } from '../cli-error.ts';
import { definitionText } from '../definition.ts';
import { paintFor } from '../view/paint.ts';
import { fit, printable } from '../view/printable.ts';
import { resultLines } from '../view/result-lines.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { afterShutdown, exitCodeOf, watchProject } from './watch-project.ts';
import { prepare } from './prepare.ts';
import { withHost } from './with-host.ts';

/** Characters of the definition that are repeated above its progress. */
const ECHO_LENGTH = 100;

/** Builds what a definition asks for, shows it, and stops what it started. */
export const run = async (
  context: CommandContext,
  given: ({ text: string } | { file: string }) & { approvals: readonly ApprovalGate[] },
): Promise<ExitCode> => {
  const text = definitionText(given);
  prepare(context);
  const result = await withHost(context, { pump: 'own' }, async (session) => {
    const { projectId } = await session.api.createProject({ text, approvals: given.approvals }, randomUUID());
    printLines(context.json ? context.stderr : context.stdout, [
      fit(printable(text), ECHO_LENGTH),
      `Project ${projectId}`,
      '',
    ]);
    const watched = await watchProject(context, session, projectId);
    return session.host.owned ? afterShutdown(watched) : watched;
  });
  if (context.json) printJson(context.stdout, result);
  else {
    const workspace = { option: context.workspaceOption };
    printLines(context.stdout, ['', ...resultLines(result, workspace, paintFor(context.stdout))]);
  }
  return exitCodeOf(result);
};
