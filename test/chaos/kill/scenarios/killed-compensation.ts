import { startSession, type Program, type Session } from '../session.ts';
import { pause, project, resumeToEnd, type Survived } from './killed-run.ts';

/** What a project must have done before it is cancelled: from here on there are effects to take back. */
const EFFECTS = /stage\.started\s+(finalization):/;

export const cancel = async (session: Session, projectId: string): Promise<boolean> => {
  const url = new URL(`/api/projects/${projectId}/cancel`, await session.listening());
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'Cancelled by the chaos run.' }),
  });
  await response.body?.cancel();
  return response.ok;
};

/** Runs a definition and cancels it so long after its first effects, or after `from`; undefined when it had ended before. */
export const cancelledRun = async (input: {
  program: Program;
  workspace: string;
  definition: string;
  cancelAfterMs: number;
  from?: RegExp;
}): Promise<{ session: Session; projectId: string; wasCancelled: boolean }> => {
  const session = startSession(input.program, input.workspace, 'run', input.definition);
  const projectId = await project(session);
  await session.said(input.from ?? EFFECTS);
  await pause(session, input.cancelAfterMs);
  const wasCancelled = await cancel(session, projectId).catch(() => false);
  return { session, projectId, wasCancelled };
};

const UNDONE = /compensation: undo /g;

/** Cancels a project after effects, kills the host in the middle of taking them back, and resumes to the end. */
export const killedCompensation = async (input: {
  program: Program;
  workspace: string;
  definition: string;
  cancelAfterMs: number;
  /** How long after the cancel was accepted. */
  killAfterMs: number;
  /** Given: as soon as so many effects were taken back, instead. */
  killAfterUndone?: number | undefined;
}): Promise<Survived & { projectId: string }> => {
  const { program, workspace, killAfterMs, killAfterUndone } = input;
  const { session, projectId, wasCancelled } = await cancelledRun(input);
  if (wasCancelled && killAfterUndone === undefined) await pause(session, killAfterMs);
  else if (wasCancelled) {
    const isSo = (output: string) => (output.match(UNDONE)?.length ?? 0) >= (killAfterUndone ?? 0);
    await session.until(`${killAfterUndone} effects taken back`, isSo).catch(() => undefined);
  }
  const death = await session.kill();
  const survived = await resumeToEnd(program, workspace, wasCancelled && death ? [death] : []);
  return { ...survived, projectId };
};
