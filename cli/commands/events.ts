import type { Entry } from '../api/factory-api.ts';
import { followEvents } from '../api/follow-events.ts';
import { EXIT, type ExitCode } from '../cli-error.ts';
import { eventLine } from '../view/plain-view.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { withHost, type Session } from './with-host.ts';

const allSoFar = async ({ api }: Session, projectId: string): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for (;;) {
    const page = await api.events(projectId, entries.at(-1)?.position ?? 0);
    if (page.items.length === 0) return entries;
    entries.push(...page.items);
  }
};

/** What happened in a project; goes on while a host works on it. */
export const events = async (context: CommandContext, projectId: string): Promise<ExitCode> => {
  requireWorkspace(context);
  await withHost(context, { pump: 'none' }, async (session) => {
    const { status } = await session.api.project(projectId);
    const goesOn = status === 'running' || status === 'waiting';
    const print = ({ event }: Entry) => printLines(context.stdout, [eventLine(event)]);
    if (context.json) printJson(context.stdout, { items: await allSoFar(session, projectId) });
    else if (goesOn && session.host.pump !== 'none')
      for await (const entry of followEvents(session.api, projectId, session.signal)) print(entry);
    else (await allSoFar(session, projectId)).forEach(print);
    if (goesOn && session.host.pump === 'none')
      printLines(context.stderr, [
        `Nobody works on this project now: \`npx factory resume${context.workspaceOption}\` goes on with it.`,
      ]);
  });
  return EXIT.completed;
};
