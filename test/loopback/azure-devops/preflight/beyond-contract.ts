import { bodyOf, type BeyondContract, type Call } from '../call.ts';
import { areaState, projectNamed, type Organization, type Project } from '../state.ts';

/** Microsoft-hosted parallel jobs of an organisation. */
export const parallelJobsOf = areaState<Organization, { count: number }>(() => ({ count: 1 }));

export type ServiceConnection = { name: string; type: string; isReady: boolean };
export const connectionsOf = areaState<Project, ServiceConnection[]>(() => []);

/** Permissions by namespace and bit, by the names under which an organisation denies them. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  '2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87': {
    2: 'GenericRead',
    4: 'GenericContribute',
    16: 'CreateBranch',
    256: 'CreateRepository',
    16384: 'PullRequestContribute',
  },
  '33344d9c-fc72-4d6f-aba5-fa317101a7e9': {
    128: 'QueueBuilds',
    512: 'StopBuilds',
    2048: 'EditBuildDefinition',
  },
};

type Evaluation = { securityNamespaceId: string; token: string; permissions: number };

const hasPermission = (call: Call, { securityNamespaceId, permissions, token }: Evaluation): boolean => {
  const name = PERMISSIONS[securityNamespaceId]?.[permissions];
  const projects = [...call.organization.projects.values()].map(({ id }) => id);
  const isKnown = projects.some((id) => token === id || token === `repoV2/${id}`);
  return isKnown && name !== undefined && !call.organization.denied.has(name);
};

/** What is looked at before work begins. */
export const preflightBeyondContract: readonly BeyondContract[] = [
  {
    id: 'security.PermissionEvaluationBatch',
    method: 'POST',
    pattern: /^\/(?<organization>[^/]+)\/_apis\/security\/permissionevaluationbatch$/i,
    behaviour: (call) => {
      const { evaluations } = bodyOf<{ evaluations: Evaluation[] }>(call);
      return {
        body: { evaluations: evaluations.map((one) => ({ ...one, value: hasPermission(call, one) })) },
      };
    },
  },
  {
    id: 'distributedtask.ResourceUsage_Get',
    method: 'GET',
    pattern: /^\/(?<organization>[^/]+)\/_apis\/distributedtask\/resourceusage$/i,
    behaviour: ({ organization }) => ({
      body: { usedCount: 0, resourceLimit: { totalCount: parallelJobsOf(organization).count } },
    }),
  },
  {
    id: 'serviceendpoint.Endpoints_List',
    method: 'GET',
    pattern: /^\/(?<organization>[^/]+)\/(?<project>[^/]+)\/_apis\/serviceendpoint\/endpoints$/i,
    behaviour: ({ organization, path }) => ({
      body: connectionsOf(projectNamed(organization, path['project'] ?? '')),
    }),
  },
];
