import type { Failure } from './failure.ts';
import { ORCHESTRATION_VERSION } from './orchestration-version.ts';
import type { Project, Stop } from './project.ts';
import { STAGES, type Stage } from './stage.ts';

/**
 * How a project document changes. Repeating a change leaves the document as it is: the first times stand, because an
 * activity may run twice.
 */

export const startStage = (project: Project, stage: Stage, now: string): Project =>
  project.stages[stage]
    ? project
    : { ...project, stages: { ...project.stages, [stage]: { status: 'running', startedAt: now } } };

export const endStage = (
  project: Project,
  stage: Stage,
  status: 'completed' | 'failed',
  now: string,
): Project => {
  const known = project.stages[stage];
  return known?.status === 'running'
    ? { ...project, stages: { ...project.stages, [stage]: { ...known, status, endedAt: now } } }
    : project;
};

/** A project that ended waits for nothing. */
const ended = (project: Project, status: Project['status'], now: string): Project => ({
  ...project,
  status,
  endedAt: now,
  waits: {},
});

/** Notes the event that wakes an instance, while there is something to wake it for. */
export const awaitWake = (project: Project, instanceId: string, event: string): Project =>
  project.status === 'running' ? { ...project, waits: { ...project.waits, [instanceId]: event } } : project;

export const completeProject = (project: Project, now: string): Project =>
  project.status === 'running' ? ended(project, 'completed', now) : project;

export const failProject = (
  project: Project,
  failure: Failure,
  stage: Stage | undefined,
  now: string,
): Project =>
  project.status === 'running'
    ? { ...ended(project, 'failed', now), failure: { ...failure, ...(stage ? { stage } : {}) } }
    : project;

/**
 * Marks a running project as one that is to end. The first mark stands, except that a person says how a critical failure
 * goes on.
 */
export const stopProject = (project: Project, stop: Stop): Project =>
  project.status === 'running' && (!project.stop || project.stop.reason === 'critical')
    ? { ...project, stop }
    : project;

/** Ends a project that was stopped. */
export const endStopped = (project: Project, status: 'cancelled' | 'aborted', now: string): Project =>
  project.status === 'running' ? ended(project, status, now) : project;

/**
 * Takes a project back to the start of a stage: it runs again, under the next number. What later stages knew of themselves is
 * forgotten. Once per run: the number that goes on must be the present one.
 */
export const restartProject = (project: Project, from: Stage, run: number): Project => {
  if (project.run !== run) return project;
  const { stop: _stop, failure: _failure, endedAt: _endedAt, ...rest } = project;
  const kept = STAGES.slice(0, STAGES.indexOf(from));
  const stages = Object.fromEntries(
    kept.flatMap((stage) => (project.stages[stage] ? [[stage, project.stages[stage]]] : [])),
  );
  return { ...rest, status: 'running', run: run + 1, orchestrationVersion: ORCHESTRATION_VERSION, stages };
};

type ServiceResult = Project['services'][number];

/** A service as it is known before anything was made of it. */
export const plannedService = (name: string, stack: string): ServiceResult => ({
  name,
  stack,
  repository: '',
  commit: '',
  quality: { checks: [], coverage: 0, tests: { passed: 0, failed: 0 } },
  endpoint: '',
  running: false,
});

/** Adds facts to one service of the project. */
export const changeService = (project: Project, name: string, facts: Partial<ServiceResult>): Project => ({
  ...project,
  services: project.services.map((service) => (service.name === name ? { ...service, ...facts } : service)),
});
