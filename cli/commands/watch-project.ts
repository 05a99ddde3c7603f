import { setTimeout as sleep } from 'node:timers/promises';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { followEvents } from '../api/follow-events.ts';
import { EXIT, type ExitCode } from '../cli-error.ts';
import { countsOf } from '../view/run-counts.ts';
import { drawsInPlace, runView } from '../view/run-view.ts';
import type { CommandContext } from './command-context.ts';
import { followCounts } from './follow-counts.ts';
import { untilWaiting } from './until-waiting.ts';
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

/** Position of a project's last event. */
export const lastPosition = async ({ api }: Session, projectId: string): Promise<number> => {
  let position = 0;
  for (;;) {
    const { items, next } = await api.events(projectId, position);
    if (items.length === 0) return position;
    position = next;
  }
};

/**
 * Shows a project until it ends, or waits for a person and nothing of it runs, and answers what it came to. Progress goes to
 * stderr when stdout is for JSON. One that this factory does not go on with is not watched: stderr says why. `since`: events up to this position were told before.
 */
export const watchProject = async (
  { json, stdout, stderr, environment }: CommandContext,
  session: Session,
  projectId: string,
  since = 0,
): Promise<RunResult> => {
  const { held } = await session.api.project(projectId);
  if (held !== undefined) {
    stderr.write(`Project ${projectId} is held. ${held}\n`);
    return session.api.project(projectId);
  }
  const stream = json ? stderr : stdout;
  const inPlace = drawsInPlace(stream.isTTY, environment);
  const view = runView(stream, inPlace);
  const stopCounting = inPlace ? followCounts(session.api, projectId, view.counts) : () => undefined;
  const waiting = untilWaiting(session.api, projectId);
  const signal = AbortSignal.any([session.signal, waiting.signal]);
  try {
    for await (const { position, event } of followEvents(session.api, projectId, signal)) {
      waiting.event(event);
      // A picture needs all that happened, a log only what is new.
      if (inPlace || position > since) view.event(event);
    }
    if (inPlace) view.counts(countsOf(await session.api.project(projectId)));
  } catch (error) {
    if (!waiting.signal.aborted || session.signal.aborted) throw error;
  } finally {
    waiting.stop();
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

/** `asked`: the end that the command itself asked for. */
export const exitCodeOf = ({ status }: RunResult, asked?: RunResult['status']): ExitCode => {
  if (status === 'completed' || status === asked) return EXIT.completed;
  return status === 'waiting' ? EXIT.waiting : EXIT.failed;
};
