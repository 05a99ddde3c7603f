import { setTimeout as sleep } from 'node:timers/promises';

import type { ProcessReference } from '../observe/processes.ts';
import { startSession, type Death, type Program, type Session } from '../session.ts';

/** How a command's end and what was killed before came about. */
export type Survived = {
  deaths: readonly Death[];
  /** Of all hosts that were killed, at that moment. */
  below: readonly ProcessReference[];
  /** Exit code of the command that went on to the end, and what it said. */
  exitCode: number | null;
  output: string;
  /** How long that took. Milliseconds. */
  resumedMs: number;
};

export const project = (session: Session): Promise<string> => session.said(/^Project (p-\S+)$/m);

/** Goes on with what is unfinished, to its end. */
export const resumeToEnd = async (
  program: Program,
  workspace: string,
  deaths: readonly Death[],
): Promise<Survived> => {
  const began = performance.now();
  const session = startSession(program, workspace, 'resume');
  const exitCode = await session.ended;
  const below = deaths.flatMap((death) => death.below);
  return { deaths, below, exitCode, output: session.output(), resumedMs: performance.now() - began };
};

/** Waits so long, or until the command has ended. */
export const pause = async (session: Session, milliseconds: number): Promise<void> => {
  const stop = new AbortController();
  const waiting = sleep(milliseconds, undefined, { signal: stop.signal }).catch(() => undefined);
  await Promise.race([waiting, session.ended]);
  stop.abort();
};

const EVENT = /^\d{4}-\S+Z [a-z]+\.[a-z]+ /gm;

/** Waits until the command has shown so many events, or has ended. */
const untilEvent = (session: Session, count: number): Promise<unknown> =>
  session
    .until(`event ${count}`, (output) => (output.match(EVENT)?.length ?? 0) >= count)
    .catch(() => undefined);

/** When a host is killed: so long after the project was made, the command was started, or its host listens. Milliseconds. */
export type Moment = { afterMs: number; of: 'project' | 'start' | 'host' };

const reached = async (session: Session, { afterMs, of }: Moment): Promise<void> => {
  if (of === 'project') await project(session);
  if (of === 'host') await session.listening().catch(() => undefined);
  await pause(session, afterMs);
};

/**
 * Runs a definition in an empty workspace and kills the host at each of these moments (or the first time as soon as so many
 * events are shown), resuming in between, then to the end. There are fewer deaths than moments when it ended before.
 */
export const killedRun = async (input: {
  program: Program;
  workspace: string;
  definition: string;
  moments: readonly Moment[];
  /** From 1. */
  firstEvent?: number | undefined;
}): Promise<Survived> => {
  const { program, workspace, definition, moments, firstEvent } = input;
  const deaths: Death[] = [];
  for (const [index, moment] of moments.entries()) {
    const session = startSession(program, workspace, ...(index === 0 ? ['run', definition] : ['resume']));
    if (index === 0 && firstEvent !== undefined) await untilEvent(session, firstEvent);
    else await reached(session, moment);
    const death = await session.kill();
    if (!death) break;
    deaths.push(death);
  }
  return resumeToEnd(program, workspace, deaths);
};
