import { setTimeout as sleep } from 'node:timers/promises';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { followEvents } from '../api/follow-events.ts';
import { EXIT, type ExitCode } from '../cli-error.ts';
import { countsOf } from '../view/run-counts.ts';
import { drawsInPlace, runView } from '../view/run-view.ts';
import type { CommandContext } from './command-context.ts';
import { followCounts } from './follow-counts.ts';
import type { Session } from './with-host.ts';

/** The last event may arrive a moment before the project's document says the same. Milliseconds. */
const SETTLE_MS = 10_000;

const settled = async ({ api, signal }: Session, projectId: string): Promise<RunResult> => {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const result = await api.project(projectId);
    if (result.status !== 'running' || performance.now() > deadline) return result;
    await sleep(100, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
};

/** Shows a project until it ends and answers what it came to. Progress goes to stderr when stdout is for JSON. */
export const watchProject = async (
  { json, stdout, stderr, environment }: CommandContext,
  session: Session,
  projectId: string,
): Promise<RunResult> => {
  const stream = json ? stderr : stdout;
  const inPlace = drawsInPlace(stream.isTTY, environment);
  const view = runView(stream, inPlace);
  const stopCounting = inPlace ? followCounts(session.api, projectId, view.counts) : () => undefined;
  try {
    for await (const { event } of followEvents(session.api, projectId, session.signal)) view.event(event);
    if (inPlace) view.counts(countsOf(await session.api.project(projectId)));
  } finally {
    stopCounting();
    view.end();
  }
  return settled(session, projectId);
};

/** What a project is once the host that ran its services has been shut down. */
export const afterShutdown = (result: RunResult): RunResult => ({
  ...result,
  services: result.services.map((service) => ({ ...service, running: false })),
});

export const exitCodeOf = ({ status }: RunResult): ExitCode => {
  if (status === 'completed') return EXIT.completed;
  return status === 'waiting' ? EXIT.waiting : EXIT.failed;
};
