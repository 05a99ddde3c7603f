import type { Project } from '../../../factory/domain/project.ts';
import { stageSchema } from '../../../factory/domain/stage.ts';
import { tenantOfProject } from '../../../factory/domain/tenant.ts';
import type { TransitionEvent } from '../../../factory/domain/transition-event.ts';
import type { EventPublisher, Ports, ProjectStore } from '../../ports.ts';
import { record } from './metrics.ts';
import { linkProject, nameProject } from './name-project.ts';

/** Stages that ended by a change of the document, with how long they took. */
const recordEnded = (before: Project, after: Project): void => {
  for (const stage of stageSchema.options) {
    const { status, startedAt, endedAt } = after.stages[stage] ?? {};
    if (startedAt === undefined || endedAt === undefined || before.stages[stage]?.endedAt === endedAt)
      continue;
    record('stageDuration', (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000, {
      'factory.tenant': tenantOfProject(after.id),
      'factory.stage': stage,
      'factory.outcome': status,
    });
  }
};

const observeProjects = (projects: ProjectStore): ProjectStore => ({
  ...projects,
  async create(project) {
    nameProject({ projectId: project.id, correlationId: project.correlationId });
    const made = await projects.create(project);
    if (!made.created) linkProject(made.project.id);
    return made;
  },
  async update(id, change) {
    let before: Project | undefined;
    const after = await projects.update(id, (project) => {
      before = project;
      return change(project);
    });
    if (before) recordEnded(before, after);
    return after;
  },
});

const COUNTED = { 'activity.retrying': 'retries', 'quality.round': 'rounds' } as const;

const recordEvent = ({ type, projectid, data }: TransitionEvent): void => {
  if (type !== 'activity.retrying' && type !== 'quality.round') return;
  record(COUNTED[type], 1, { 'factory.tenant': tenantOfProject(projectid), 'factory.stage': data.stage });
};

const observeEvents = (publisher: EventPublisher): EventPublisher => ({
  async publish(event) {
    await publisher.publish(event);
    recordEvent(event);
  },
});

/** The ports of a tenant, with the metrics of what goes through them; the request that makes a project is put into its trace. */
export const observePorts = (ports: Ports): Ports => ({
  ...ports,
  projects: observeProjects(ports.projects),
  publisher: observeEvents(ports.publisher),
});
