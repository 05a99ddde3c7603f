import { z } from 'zod';

import { PortError } from '../../../port-error.ts';
import type { Preflight } from '../../../ports.ts';
import type { AzureDevOpsHttp } from '../azure-devops-http.ts';
import { bodyAs, createDevOpsRest, listOf, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace } from '../devops-place.ts';
import { FIELD } from '../work-items/draft-fields.ts';
import { setFields } from '../work-items/json-patch.ts';
import { itemTypesSchema, processOf } from '../work-items/process.ts';
import { permissionProblems } from './permissions.ts';

const projectSchema = z.object({ id: z.string(), state: z.string().nullish() });
const usageSchema = z.object({ resourceLimit: z.object({ totalCount: z.number().nullish() }).nullish() });
const connectionSchema = z.object({ type: z.string(), isReady: z.boolean().nullish() });

type Look = { rest: DevOpsRest; place: DevOpsPlace; projectId: string };
type Check = (look: Look) => Promise<string[]>;

/** What a refusal says is a problem; what does not answer is tried again. */
const told = async (look: () => Promise<string[]>): Promise<string[]> => {
  try {
    return await look();
  } catch (error) {
    if (PortError.is(error) && error.kind === 'invalid-configuration') return [error.message];
    throw error;
  }
};

const findProject = async (
  rest: DevOpsRest,
  { organization, project }: DevOpsPlace,
): Promise<{ id: string } | { problem: string }> => {
  const path = pathOf(organization, '_apis', 'projects', project);
  const answer = await rest({ method: 'GET', path, expected: [403, 404] });
  if (answer.status < 300) return { id: bodyAs(projectSchema, answer).id };
  return {
    problem: `azureDevOps: the project ${project} of the organization ${organization} does not exist, or the identity of the factory is no member of it. Create it, or add the identity to its group Contributors.`,
  };
};

const checkPermissions: Check = ({ rest, place, projectId }) =>
  permissionProblems(rest, place.organization, projectId);

/** A task is validated as if it were made: what the service says counts, not what a list of permissions means. */
const checkWorkItems: Check = async ({ rest, place: { organization, project } }) => {
  const types = await rest({
    method: 'GET',
    path: pathOf(organization, project, '_apis', 'wit', 'workitemtypes'),
  });
  const { Task } = processOf(bodyAs(itemTypesSchema, types).value);
  await rest({
    method: 'POST',
    path: `${pathOf(organization, project, '_apis', 'wit', 'workitems')}/$${encodeURIComponent(Task.name)}`,
    query: { validateOnly: true },
    headers: { 'content-type': 'application/json-patch+json' },
    body: setFields({ [FIELD.title]: 'Is the software factory allowed to do this?' }),
  });
  return [];
};

/** An organisation that does not let the factory see its limits is not asked further. */
const checkParallelJobs: Check = async ({ rest, place: { organization } }) => {
  const answer = await rest({
    method: 'GET',
    path: pathOf(organization, '_apis', 'distributedtask', 'resourceusage'),
    query: { parallelismTag: 'Private', poolIsHosted: true, includeRunningRequests: false },
    apiVersion: '7.1-preview.1',
    expected: [403, 404],
  });
  if (answer.status >= 300) return [];
  const count = bodyAs(usageSchema, answer).resourceLimit?.totalCount;
  return count === 0
    ? [
        `The organization ${organization} has no Microsoft-hosted parallel jobs, so no pipeline can run. Request the free grant, or buy one, under Organization settings > Parallel jobs.`,
      ]
    : [];
};

const CONNECTIONS = [
  { type: 'azurerm', name: 'Azure Resource Manager', use: 'one for each environment of a service' },
  { type: 'dockerregistry', name: 'Docker Registry', use: 'the one that images are pushed with' },
] as const;

const checkConnections: Check = async ({ rest, place: { organization, project, deploy } }) => {
  if (deploy !== 'pipeline') return [];
  const path = pathOf(organization, project, '_apis', 'serviceendpoint', 'endpoints');
  const { value } = bodyAs(listOf(connectionSchema), await rest({ method: 'GET', path }));
  return CONNECTIONS.filter(
    ({ type }) => !value.some((one) => one.type === type && one.isReady !== false),
  ).map(
    ({ name, use }) =>
      `azureDevOps.deploy: the project ${project} has no service connection of type ${name} that is ready (${use}). Create it under Project settings > Service connections, or leave \`deploy\` out.`,
  );
};

const CHECKS: readonly Check[] = [checkPermissions, checkWorkItems, checkParallelJobs, checkConnections];

/** Looks at the organisation and the project that a definition names, before anything is done there. */
export const createAzurePreflight = ({ http }: { http: AzureDevOpsHttp }): Preflight => {
  const rest = createDevOpsRest(http);
  return {
    problems: ({ azureDevOps: place }) =>
      told(async () => {
        const project = await findProject(rest, place);
        if ('problem' in project) return [project.problem];
        const problems: string[] = [];
        for (const check of CHECKS)
          problems.push(...(await told(() => check({ rest, place, projectId: project.id }))));
        return problems;
      }),
  };
};
