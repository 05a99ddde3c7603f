import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { unstarted, type Project } from '../../factory/domain/project.ts';

/** A project that was accepted and has not begun. */
export const aProject = (facts: Partial<Project> = {}): Project => ({
  ...unstarted(),
  id: 'p-0199c2a0-0000-7000-8000-000000000001',
  correlationId: 'c-1',
  idempotencyKey: 'k-1',
  definition: projectDefinitionSchema.parse({ text: 'Log zorbles' }),
  status: 'running',
  createdAt: '2026-01-01T00:00:00.000Z',
  stages: {},
  services: [],
  requirements: { total: 0, served: 0, unrealised: [] },
  workItems: { epics: 0, features: 0, stories: 0, tasks: 0 },
  repositories: [],
  processes: [],
  servedStories: {},
  ...facts,
});
