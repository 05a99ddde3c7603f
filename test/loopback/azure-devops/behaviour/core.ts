import { randomUUID } from 'node:crypto';

import { bodyOf, projectOf, type Behaviours, type Call } from '../call.ts';
import { refuse } from '../refusal.ts';
import { addProject, areaState, findProject, processes, type Organization, type Project } from '../state.ts';

/** What is asked for by the body of a project. */
type ProjectBody = {
  name: string;
  description?: string;
  visibility?: 'private' | 'public';
  capabilities: {
    processTemplate: { templateTypeId: string };
    versioncontrol: { sourceControlType: string };
  };
};

export type QueuedOperation = { id: string; status: 'queued' | 'succeeded' };

/** Operations that run behind an answer. Each ends when it is first asked about. */
export const operationsOf = areaState<Organization, Map<string, QueuedOperation>>(() => new Map());

const queue = ({ organization, baseUrl }: Call) => {
  const operation: QueuedOperation = { id: randomUUID(), status: 'queued' };
  operationsOf(organization).set(operation.id, operation);
  return { ...operation, url: `${baseUrl}/${organization.name}/_apis/operations/${operation.id}` };
};

/** A project as other resources name it. */
export const projectReference = ({ baseUrl }: Pick<Call, 'baseUrl'>, project: Project) => ({
  id: project.id,
  name: project.name,
  description: project.description,
  url: `${baseUrl}/${project.organization.name}/_apis/projects/${project.id}`,
  state: 'wellFormed',
  revision: project.revision,
  visibility: project.visibility,
  lastUpdateTime: project.createdAt.toISOString(),
});

const nameOfProcess = (id: string): string =>
  Object.entries(processes).find(([, one]) => one === id)?.[0] ?? 'Custom';

const detailed = (call: Call, project: Project) => ({
  ...projectReference(call, project),
  ...(call.query['includeCapabilities'] === true && {
    capabilities: {
      processTemplate: { templateTypeId: project.process, templateName: nameOfProcess(project.process) },
      versioncontrol: { sourceControlType: 'Git', gitEnabled: 'True', tfvcEnabled: 'False' },
    },
  }),
});

/** Projects of an organisation. */
export const core: Behaviours = {
  'core.Projects_List': (call) => {
    const all = [...call.organization.projects.values()].map((project) => projectReference(call, project));
    const skip = Number(call.query['$skip'] ?? 0);
    return { body: all.slice(skip, skip + Number(call.query['$top'] ?? 100)) };
  },
  'core.Projects_Get': (call) => ({ body: detailed(call, projectOf(call)) }),
  'core.Projects_Create': (call) => {
    const { name, description = '', visibility = 'private', capabilities } = bodyOf<ProjectBody>(call);
    const process = capabilities.processTemplate.templateTypeId;
    if (call.organization.denied.has('CreateProjects'))
      refuse(403, 'AccessCheckException', 'TF50309: You do not have permission to create projects.');
    if (findProject(call.organization, name))
      refuse(
        409,
        'ProjectAlreadyExistsException',
        `TF200019: The following project already exists: ${name}.`,
      );
    if (!Object.values<string>(processes).includes(process))
      refuse(400, 'ProcessTemplateNotFoundException', `The process template ${process} does not exist.`);
    addProject(call.organization, name, { description, visibility, process });
    return { status: 202, body: queue(call) };
  },
  'core.Projects_Update': (call) => {
    const project = projectOf(call);
    const { description, visibility } = bodyOf<Partial<ProjectBody>>(call);
    Object.assign(project, {
      description: description ?? project.description,
      visibility: visibility ?? project.visibility,
      revision: project.revision + 1,
    });
    return { status: 202, body: queue(call) };
  },
};
