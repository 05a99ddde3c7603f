import { afterEach, beforeEach, expect, it } from 'vitest';

import type { ProjectDefinition } from '../../../../../factory/domain/project-definition.ts';
import { createAzurePreflight } from '../../../../../platform/azure/azure-devops/preflight/azure-preflight.ts';
import { presentIn } from '../../../../loopback/azure-devops/behaviour/work-item-state.ts';
import {
  connectionsOf,
  parallelJobsOf,
} from '../../../../loopback/azure-devops/preflight/beyond-contract.ts';
import { aDevOps, place, type ADevOps } from '../a-server.ts';

let devOps: ADevOps;
beforeEach(async () => {
  devOps = await aDevOps();
});
afterEach(() => devOps.close());

const problems = (more: Partial<ProjectDefinition['azureDevOps']> = {}) =>
  createAzurePreflight({ http: devOps.connect() }).problems({
    azureDevOps: { ...place, ...more },
  } as ProjectDefinition);

it('finds nothing wrong where everything is there, and leaves nothing behind', async () => {
  expect(await problems()).toEqual([]);
  expect(presentIn(devOps.project)).toEqual([]);
});

it('tells all that is missing at once, and what to do', async () => {
  for (const permission of ['CreateRepository', 'QueueBuilds', 'EditWorkItems'])
    devOps.project.organization.denied.add(permission);
  parallelJobsOf(devOps.project.organization).count = 0;
  connectionsOf(devOps.project).push({ name: 'dev', type: 'azurerm', isReady: true });

  expect(await problems({ deploy: 'pipeline' })).toEqual([
    expect.stringMatching(/"Create repository".*Repositories > Security/),
    expect.stringMatching(/"Queue builds".*Pipelines > Security/),
    expect.stringMatching(/write work items/),
    expect.stringMatching(/parallel jobs.*Request the free grant/),
    expect.stringMatching(/Docker Registry.*Service connections/),
  ]);
});

it('asks for service connections only where the pipeline deploys', async () => {
  expect(await problems({ deploy: 'none' })).toEqual([]);
  expect(await problems({ deploy: 'pipeline' })).toHaveLength(2);
  connectionsOf(devOps.project).push(
    { name: 'dev', type: 'azurerm', isReady: true },
    { name: 'registry', type: 'dockerregistry', isReady: false },
  );
  expect(await problems({ deploy: 'pipeline' })).toEqual([expect.stringMatching(/Docker Registry/)]);
});

it.each([
  ['project', { project: 'nowhere' }],
  ['organisation', { organization: 'nobody' }],
])('a %s that is not there is one problem, and nothing else is looked at', async (_, more) => {
  expect(await problems(more)).toEqual([expect.stringMatching(/does not exist.*Create it/)]);
  expect(devOps.server.calls).toHaveLength(1);
});

it('a process without the types of a backlog is told', async () => {
  devOps.project.process = 'custom';
  expect(await problems()).toEqual([expect.stringMatching(/no type for/)]);
});

it('a token that is not accepted is told', async () => {
  devOps.server.plant({ on: () => true, answer: { status: 203, html: '<html></html>' } });
  expect(await problems()).toEqual([expect.stringMatching(/sign-in page/)]);
});

it('a service that does not answer is no problem of the definition: it is asked again', async () => {
  devOps.server.plant({ on: () => true, after: 2, answer: { status: 503 } });
  await expect(problems()).rejects.toMatchObject({ kind: 'transient' });
});

it('looks beyond the contract at permissions, agents and connections', async () => {
  await problems({ deploy: 'pipeline' });
  expect(devOps.server.notProven()).toEqual([
    'distributedtask.ResourceUsage_Get',
    'security.PermissionEvaluationBatch',
    'serviceendpoint.Endpoints_List',
  ]);
});
