import { failed, succeeded, type Failure, type Outcome } from '../factory/domain/failure.ts';
import {
  completeProject,
  endStage,
  endStopped,
  failProject,
  restartProject,
  startStage,
} from '../factory/domain/project-transitions.ts';
import type { Project } from '../factory/domain/project.ts';
import { missingArtifacts } from '../factory/domain/required-artifacts.ts';
import type { Stage } from '../factory/domain/stage.ts';
import { transitionEvent } from '../factory/domain/transition-event.ts';
import type { Ports } from '../platform/ports.ts';
import { removeTries } from './lib/failed-tries.ts';
import { removeAnswers } from './lib/kept-answers.ts';
import type { ActivityInput } from './lib/recorded.ts';

/** A step in the life of a project. `services` are those whose artifacts a completed stage owes. */
export type Transition = ActivityInput & { message: string } & (
    | {
        type:
          | 'project.started'
          | 'project.completed'
          | 'project.cancelled'
          | 'project.aborted'
          | 'project.stopping';
      }
    | { type: 'project.restarted'; stage: Stage }
    | { type: 'compensation.completed'; stage?: Stage; round: number }
    | { type: 'quality.round'; stage: Stage; service?: string; round: number; activity: string }
    | { type: 'project.failed'; failure: Failure; stage?: Stage }
    | { type: 'stage.started' | 'stage.failed'; stage: Stage }
    | { type: 'stage.completed'; stage: Stage; services: readonly string[] }
    | { type: 'service.started' | 'service.completed' | 'service.failed'; stage: Stage; service: string }
    | { type: 'activity.retrying'; stage?: Stage; activity: string }
  );

type Used = Pick<Ports, 'projects' | 'artifacts' | 'undo' | 'publisher' | 'clock'>;

/** Whether it is of the run that the project is in: one that is written twice may come after the next has begun. */
const isOfPresentRun = (project: Project, { type, run = 1 }: Transition): boolean =>
  type === 'project.restarted' || project.run === run;

const changed = (project: Project, transition: Transition, now: string): Project => {
  if (!isOfPresentRun(project, transition)) return project;
  switch (transition.type) {
    case 'stage.started':
      return startStage(project, transition.stage, now);
    case 'stage.completed':
      return endStage(project, transition.stage, 'completed', now);
    case 'stage.failed':
      return endStage(project, transition.stage, 'failed', now);
    case 'project.completed':
      return completeProject(project, now);
    case 'project.cancelled':
      return endStopped(project, 'cancelled', now);
    case 'project.aborted':
      return endStopped(project, 'aborted', now);
    case 'project.restarted':
      return restartProject(project, transition.stage, (transition.run ?? 1) - 1);
    case 'project.failed':
      return failProject(project, transition.failure, transition.stage, now);
    default:
      return project;
  }
};

const ENDS: Readonly<Partial<Record<Transition['type'], Project['status']>>> = {
  'project.completed': 'completed',
  'project.failed': 'failed',
  'project.cancelled': 'cancelled',
  'project.aborted': 'aborted',
};

/** An end that comes after another one is none, and is not told. */
const isUntrue = (project: Project, transition: Transition): boolean => {
  const end = ENDS[transition.type];
  return end !== undefined && isOfPresentRun(project, transition) && project.status !== end;
};

/** What tells a transition from others of its type. */
const discriminatorOf = (transition: Transition): string => {
  if ('activity' in transition) return `${transition.activity}:${transition.attempt}`;
  return transition.type === 'compensation.completed' ? String(transition.round) : '';
};

/** What a stage writes can be taken back from its beginning on. */
const registerArtifacts = async (
  undo: Used['undo'],
  { projectId, stage, type }: { projectId: string; stage: Stage; type: string },
): Promise<void> => {
  const marker = `artifacts:${projectId}:${stage}`;
  await undo.plan({ projectId, stage, kind: 'artifacts', marker, args: {} });
  if (type === 'stage.completed') await undo.settle(projectId, marker, 'done');
};

/** What models answered on the way is of no use after the end. */
const forgetAnswers = async (artifacts: Used['artifacts'], transition: Transition): Promise<void> => {
  const { projectId, type } = transition;
  if (type in ENDS) await removeAnswers(artifacts, projectId);
  if (type !== 'stage.completed') return;
  await removeAnswers(artifacts, projectId, transition.stage);
  await removeTries(artifacts, projectId, transition.stage);
};

/** Writes a transition into the project document and publishes it. A stage may only complete with all it owes. */
export const createRecordTransition =
  ({ projects, artifacts, undo, publisher, clock }: Used) =>
  async (transition: Transition): Promise<Outcome<null>> => {
    const { projectId, correlationId, type, message, run } = transition;
    if (type === 'stage.completed') {
      const present = (await artifacts.list(projectId)).map(({ path }) => path);
      const missing = missingArtifacts(transition.stage, transition.services, present);
      if (missing.length > 0) {
        const names = missing.join(', ');
        return failed('quality-gate', `Stage ${transition.stage} cannot complete without: ${names}.`);
      }
    }
    if (type === 'stage.started' || type === 'stage.completed') await registerArtifacts(undo, transition);
    const now = clock.now();
    const project = await projects.update(projectId, (current) =>
      changed(current, transition, now.toISOString()),
    );
    if (isUntrue(project, transition)) return succeeded(null);
    await forgetAnswers(artifacts, transition);
    const data = {
      ...('stage' in transition && transition.stage ? { stage: transition.stage } : {}),
      ...('service' in transition && transition.service ? { service: transition.service } : {}),
      ...(transition.type === 'quality.round' ? { round: transition.round } : {}),
      message: message.slice(0, 2_000),
    };
    const discriminator = discriminatorOf(transition);
    await publisher.publish(
      transitionEvent({ projectId, correlationId, run }, type, now, data, discriminator),
    );
    return succeeded(null);
  };
