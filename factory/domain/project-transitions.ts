import type { Failure } from './failure.ts';
import type { Project } from './project.ts';
import type { Stage } from './stage.ts';

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

export const completeProject = (project: Project, now: string): Project =>
  project.status === 'running' ? { ...project, status: 'completed', endedAt: now } : project;

export const failProject = (
  project: Project,
  failure: Failure,
  stage: Stage | undefined,
  now: string,
): Project =>
  project.status === 'running'
    ? { ...project, status: 'failed', endedAt: now, failure: { ...failure, ...(stage ? { stage } : {}) } }
    : project;

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
