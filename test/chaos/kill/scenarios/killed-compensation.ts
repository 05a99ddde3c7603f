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

/** Runs a definition and cancels it so long after its first effects; undefined when it had ended before. */
export const cancelledRun = async (input: {
  program: Program;
  workspace: string;
  definition: string;
  cancelAfterMs: number;
}): Promise<{ session: Session; projectId: string; wasCancelled: boolean }> => {
  const session = startSession(input.program, input.workspace, 'run', input.definition);
  const projectId = await project(session);
  await session.said(EFFECTS);
  await pause(session, input.cancelAfterMs);
  const wasCancelled = await cancel(session, projectId).catch(() => false);
  return { session, projectId, wasCancelled };
};

/** Cancels a project after effects, kills the host so long after the cancel was accepted, and resumes to the end. */
export const killedCompensation = async (input: {
  program: Program;
  workspace: string;
  definition: string;
  cancelAfterMs: number;
  killAfterMs: number;
}): Promise<Survived & { projectId: string }> => {
  const { program, workspace, killAfterMs } = input;
  const { session, projectId, wasCancelled } = await cancelledRun(input);
  if (wasCancelled) await pause(session, killAfterMs);
  const death = await session.kill();
  const survived = await resumeToEnd(program, workspace, wasCancelled && death ? [death] : []);
  return { ...survived, projectId };
};
