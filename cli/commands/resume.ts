import type { RunResult } from '../../factory/domain/run-result.ts';
import { EXIT, type ExitCode } from '../cli-error.ts';
import { paintFor } from '../view/paint.ts';
import { resultLines } from '../view/result-lines.ts';
import { workspaceExists } from '../workspace.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { afterShutdown, exitCodeOf, watchProject } from './watch-project.ts';
import { prepare } from './prepare.ts';
import { withHost } from './with-host.ts';

const watchUnfinished = (context: CommandContext): Promise<RunResult[]> =>
  withHost(context, { pump: 'all' }, async (session) => {
    const projects = await session.api.projects();
    const results: RunResult[] = [];
    // Oldest first. All of them are worked on at once; they are shown one after the other.
    for (const { projectId, status } of projects.toReversed()) {
      if (status !== 'running' && status !== 'waiting') continue;
      printLines(context.json ? context.stderr : context.stdout, [`Project ${projectId}`, '']);
      const result = await watchProject(context, session, projectId);
      results.push(session.host.owned ? afterShutdown(result) : result);
    }
    return results;
  });

/** Goes on with every project that has not ended, until all have, or wait for a person. */
export const resume = async (context: CommandContext): Promise<ExitCode> => {
  let results: RunResult[] = [];
  if (workspaceExists(context.workspace)) {
    prepare(context);
    results = await watchUnfinished(context);
  }
  const [first] = results;
  if (context.json) printJson(context.stdout, first && results.length === 1 ? first : { projects: results });
  else if (!first)
    printLines(context.stdout, [`Nothing to resume in ${context.workspace}: no project is unfinished.`]);
  else
    for (const result of results) {
      const workspace = { option: context.workspaceOption };
      printLines(context.stdout, ['', ...resultLines(result, workspace, paintFor(context.stdout))]);
    }
  return results.map((result) => exitCodeOf(result)).toSorted((a, b) => b - a)[0] ?? EXIT.completed;
};
