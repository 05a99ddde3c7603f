import { afterAll, beforeAll, expect, it } from 'vitest';

import { compensation } from '../../../../orchestrators/compensation.ts';
import { createAzureSourceControl } from '../../../../platform/azure/azure-devops/source-control/azure-source-control.ts';
import { createAzurePipelineRunner } from '../../../../platform/azure/azure-devops/pipelines/pipeline-runner.ts';
import { createPipelineRuntime } from '../../../../platform/azure/azure-devops/pipelines/pipeline-runtime.ts';
import { placeOfProject } from '../../../../platform/azure/azure-devops/place-of-project.ts';
import { createAzureProjectWiki } from '../../../../platform/azure/azure-devops/wiki/project-wiki.ts';
import { createAzureWorkItemTracker } from '../../../../platform/azure/azure-devops/work-items/work-item-tracker.ts';
import { createUndoFixture, release, services, type Fixture } from '../../../activities/undo-fixture.ts';
import { wikisOf } from '../../../loopback/azure-devops/behaviour/wiki.ts';
import { presentIn } from '../../../loopback/azure-devops/behaviour/work-item-state.ts';
import { repositoriesOf } from '../../../loopback/azure-devops/git/repository.ts';
import { pipelinesOf } from '../../../loopback/azure-devops/pipelines/pipeline-state.ts';
import { driveActivities } from '../../../orchestrators/drive-activities.ts';
import { aDevOps, type ADevOps } from './a-server.ts';

const PROJECT = 'p-0199c2a0-0000-7000-8000-000000000001';

let devOps: ADevOps;
let fixture: Fixture;
beforeAll(async () => {
  devOps = await aDevOps(undefined, { organization: 'connectsoft', project: 'factory' });
  const http = devOps.connect();
  fixture = createUndoFixture(({ projects }) => {
    const placeOf = placeOfProject(projects);
    return {
      sourceControl: createAzureSourceControl({ http }),
      workItems: createAzureWorkItemTracker({ http, placeOf }),
      pipelines: createAzurePipelineRunner({ http, placeOf, sleep: async () => undefined }),
      runtime: createPipelineRuntime({ placeOf }),
      documentation: createAzureProjectWiki({ http, placeOf }),
    };
  });
}, 20_000);
afterAll(async () => {
  await fixture.remove();
  await devOps.close();
});

const left = () => ({
  items: presentIn(devOps.project).map(
    ({ type, fields }) => `${type.name} ${String(fields['System.State'])}`,
  ),
  repositories: [...repositoriesOf(devOps.project).values()].map(({ name }) => name).toSorted(),
  definitions: [...pipelinesOf(devOps.project).definitions.values()].map(({ name }) => name).toSorted(),
  runs: [...pipelinesOf(devOps.project).runs.values()].map(({ result }) => result),
  pages: [...(wikisOf(devOps.project)[0]?.pages.keys() ?? [])],
});

it('finalization and deployment leave in Azure DevOps what they should, and taking them back leaves nothing', async () => {
  const { activities, ports } = fixture;
  await release(fixture, PROJECT);
  const ids = { projectId: PROJECT, correlationId: 'c', attempt: 1 };
  expect(await activities.writeSummary({ ...ids, stage: 'deployment' })).toEqual({ ok: true, value: null });

  const after = left();
  const list = await ports.workItems.list(PROJECT);
  expect(after.repositories).toEqual(expect.arrayContaining(services));
  expect(after.definitions).toEqual(services.toSorted());
  expect(after.runs).toEqual(services.map(() => 'succeeded'));
  expect(new Set(list.map(({ state }) => state))).toEqual(new Set(['Closed']));
  expect(after.items).toHaveLength(list.length);
  const stories = list.filter(({ type }) => type === 'User Story');
  expect(stories.length).toBeGreaterThan(0);
  for (const { commits } of stories)
    expect(commits).toEqual(
      expect.arrayContaining([
        { repository: expect.stringMatching(/^connectsoft\/factory\//), commit: expect.any(String) },
      ]),
    );
  expect(after.pages).toContain(`/Software factory/${PROJECT}`);
  const started = (await ports.actions.list(PROJECT)).filter(({ agent }) => agent === 'deployer');
  expect(started).toHaveLength(services.length);
  for (const { output } of started) expect(output).toMatch(/^not run: on Azure/);

  const input = {
    projectId: PROJECT,
    correlationId: 'c',
    from: 'all',
    reason: 'A person aborted it.',
  } as const;
  expect(await driveActivities(compensation, input, activities)).toMatchObject({ failed: [] });
  expect(left()).toEqual({
    items: [],
    repositories: [],
    definitions: [],
    runs: [],
    pages: ['/Software factory'],
  });
  expect(devOps.server.notProven()).toEqual([
    'build.Builds_Delete',
    'build.Definitions_Delete',
    'test.Runs_List',
  ]);
}, 30_000);
