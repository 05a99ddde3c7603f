import { afterEach, beforeEach, expect, it } from 'vitest';

import { createAzurePipelineRunner } from '../../../../../platform/azure/azure-devops/pipelines/pipeline-runner.ts';
import { createInterruption } from '../../../../../platform/azure/interruption.ts';
import type { DevOpsPlace } from '../../../../../platform/azure/azure-devops/devops-place.ts';
import { commitFiles } from '../../../../loopback/azure-devops/git/commit-files.ts';
import { addRepository, type Repository } from '../../../../loopback/azure-devops/git/repository.ts';
import { pipelinesOf, type Pipelines } from '../../../../loopback/azure-devops/pipelines/pipeline-state.ts';
import { connectionsOf } from '../../../../loopback/azure-devops/preflight/beyond-contract.ts';
import { deliveryFiles } from '../../../../../factory/generators/delivery/delivery-files.ts';
import { auditBlueprint } from '../../../../factory/generators/fixtures/audit-blueprint.ts';
import { aDevOps, place, type ADevOps } from '../a-server.ts';

const PIPELINE = `
stages:
  - template: pipelines/build.yml
  - stage: Deploy
    jobs:
      - deployment: Deploy
        environment: dev
        strategy:
          runOnce:
            deploy:
              steps:
                - script: deploy.sh
`;
const BUILD = `
stages:
  - stage: Build
    jobs:
      - job: Check
        steps:
          - script: tsc
            displayName: Check types
          - script: vitest
            displayName: Test
`;

const projectId = 'p-018f0000-0000-7000-8000-000000000000';
const key = `${projectId}-orders-abcdef-1`;

let devOps: ADevOps;
let repository: Repository;
let commit: string;
let pipelines: Pipelines;
let naps: number;

beforeEach(async () => {
  devOps = await aDevOps();
  repository = addRepository(devOps.project, 'orders');
  commit = commitFiles(repository, { 'azure-pipelines.yml': PIPELINE, 'pipelines/build.yml': BUILD });
  pipelines = pipelinesOf(devOps.project);
  naps = 0;
});
afterEach(() => devOps.close());

const runner = (more: Partial<DevOpsPlace> = {}, nap: () => Promise<void> = async () => undefined) =>
  createAzurePipelineRunner({
    http: devOps.connect(),
    placeOf: async () => ({ ...place, ...more }),
    sleep: async () => {
      naps += 1;
      await nap();
    },
  });
const asked = () => ({ key, repository: 'contoso/shop/orders', commit, pipelinePath: 'azure-pipelines.yml' });

it('builds and tests a commit, and leaves out what deploys', async () => {
  const run = await runner().run(asked());

  expect(run).toEqual({
    id: '1',
    status: 'succeeded',
    steps: [
      { stage: 'Build', job: 'Check', name: 'Check types', status: 'passed', detail: '', durationMs: 2_000 },
      { stage: 'Build', job: 'Check', name: 'Test', status: 'passed', detail: '', durationMs: 2_000 },
      {
        stage: 'Deploy',
        job: '',
        name: 'The stage Deploy',
        status: 'not-run',
        detail: expect.stringMatching(/^not run: it deploys/),
        durationMs: 2_000,
      },
    ],
    tests: { passed: 3, failed: 0 },
    log: '',
    place: 'in Azure Pipelines',
  });
  expect([...pipelines.definitions.values()]).toMatchObject([
    { name: 'orders', path: String.raw`\factory`, file: 'azure-pipelines.yml', repositoryId: repository.id },
  ]);
});

it('deploys where the definition says so', async () => {
  const { steps } = await runner({ deploy: 'pipeline' }).run(asked());
  expect(steps.at(-1)).toMatchObject({ stage: 'Deploy', job: 'Deploy', status: 'passed' });
});

it('runs what the factory generates: build and test without, all with service connections', async () => {
  const generated = deliveryFiles(auditBlueprint.services[0]!).filter(({ path }) => /\.ya?ml$/.test(path));
  commit = commitFiles(repository, Object.fromEntries(generated.map(({ path, content }) => [path, content])));
  const { status, steps } = await runner().run(asked());
  const stages = (which: string) => [
    ...new Set(steps.filter((step) => step.status === which).map(({ stage }) => stage)),
  ];
  expect([status, stages('passed'), stages('not-run')]).toEqual([
    'succeeded',
    ['Build', 'Test'],
    ['Scan', 'DeployDev', 'DeployStaging', 'DeployProduction'],
  ]);

  const deployed = { ...asked(), key: `${projectId}-orders-abcdef-2` };
  await expect(runner({ deploy: 'pipeline' }).run(deployed)).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.stringMatching(/service connection platform-registry .*Create it/),
  });
  for (const name of [
    'platform-registry',
    'audit-trail-dev',
    'audit-trail-staging',
    'audit-trail-production',
  ])
    connectionsOf(devOps.project).push({ name, type: 'any', isReady: true });
  const all = await runner({ deploy: 'pipeline' }).run(deployed);
  expect(all.steps.filter((step) => step.status !== 'passed')).toEqual([]);
});

it('answers a finished run again under its key, and runs once more under another', async () => {
  const first = await runner().run(asked());
  expect(await runner().run(asked())).toEqual(first);
  const second = await runner().run({ ...asked(), key: `${projectId}-orders-abcdef-2` });
  expect([first.id, second.id, pipelines.runs.size, pipelines.definitions.size]).toEqual(['1', '2', 2, 1]);
});

it('says which step failed, with the end of its log, without secrets', async () => {
  const secret = `ghp_${'a'.repeat(36)}`;
  const lines = Array.from({ length: 400 }, (_, number) => `line ${number}`);
  pipelines.fails = ({ name }) =>
    name === 'Test'
      ? { log: [...lines, `token ${secret}`, 'src/a.ts(1,2): error TS1: no'].join('\n'), error: 'exit 1' }
      : undefined;
  const run = await runner().run(asked());

  expect(run).toMatchObject({
    status: 'failed',
    steps: [
      { name: 'Check types', status: 'passed' },
      { name: 'Test', status: 'failed', detail: 'exit 1' },
      { stage: 'Deploy', status: 'not-run', detail: 'skipped' },
    ],
  });
  expect(run.log).toContain('\nsrc/a.ts(1,2): error TS1: no');
  expect(run.log).toContain('line 399');
  expect(run.log).not.toContain('line 100\n');
  expect(run.log).not.toContain(secret);
});

it('a pipeline that is not valid is a failed run that says why, and none is queued', async () => {
  commit = commitFiles(repository, { 'azure-pipelines.yml': 'stages:\n  - template: nowhere.yml\n' });
  const run = await runner().run(asked());
  expect(run).toMatchObject({
    status: 'failed',
    steps: [],
    log: expect.stringMatching(/not valid.*nowhere/),
  });
  expect(pipelines.runs.size).toBe(0);
});

it('an organisation without agents is told as the job says it', async () => {
  devOps.project.organization.denied.add('HostedParallelism');
  const { steps } = await runner().run(asked());
  expect(steps[0]).toMatchObject({
    job: 'Check',
    status: 'failed',
    detail: expect.stringMatching(/parallelism/),
  });
});

it('gives up a run that lasts, and finds it again', async () => {
  pipelines.looks = 60;
  const attempt = runner().run(asked());
  await expect(attempt).rejects.toMatchObject({
    kind: 'transient',
    message: expect.stringMatching(/goes on/),
  });
  expect(naps).toBe(48);
  expect(await runner().run(asked())).toMatchObject({ id: '1', status: 'succeeded' });
  expect(pipelines.runs.size).toBe(1);
});

it.each([
  ['Checkpoint.Approval', /waits for an approval: give it in Azure DevOps/],
  ['Checkpoint.Authorization', /waits for the permission .*: permit it/],
])('says that a run waits for a person: %s', async (type, message) => {
  pipelines.looks = 60;
  const hold = async () => {
    for (const run of pipelines.runs.values())
      run.records = [
        {
          id: '0f0f0f0f-0000-4000-8000-000000000000',
          type,
          name: 'Checkpoint',
          identifier: type,
          order: 1,
          state: 'inProgress',
        },
      ];
  };
  await expect(runner({}, hold).run(asked())).rejects.toMatchObject({
    kind: 'transient',
    message: expect.stringMatching(message),
  });
});

it('a run that vanished starts over with the next try', async () => {
  pipelines.looks = 5;
  const attempt = runner({}, async () => void pipelines.runs.clear()).run(asked());
  await expect(attempt).rejects.toMatchObject({ kind: 'transient', message: expect.stringMatching(/gone/) });
  expect(await runner().run(asked())).toMatchObject({ id: '2', status: 'succeeded' });
});

it('finds the run whose number never came back', async () => {
  devOps.server.plant({
    on: ({ operationId }) => operationId === 'pipelines.Runs_RunPipeline',
    cut: 'after',
  });
  await expect(runner().run(asked())).rejects.toMatchObject({ kind: 'transient' });
  expect(await runner().run(asked())).toMatchObject({ id: '1' });
  expect(pipelines.runs.size).toBe(1);
});

it('cancels the run when the work is interrupted; the next try starts over', async () => {
  pipelines.looks = 5;
  const piece = createInterruption().begin();
  const attempt = piece.run(() => runner({}, () => piece.interrupt()).run(asked()));
  await expect(attempt).rejects.toMatchObject({ kind: 'stopped' });
  expect([...pipelines.runs.values()].map(({ status }) => status)).toEqual(['cancelling']);
  expect(await runner().run(asked())).toMatchObject({ id: '2', status: 'succeeded' });
});

it('a run that somebody cancels has failed and says so', async () => {
  pipelines.looks = 5;
  const cancel = async () => {
    for (const run of pipelines.runs.values()) run.status = 'cancelling';
  };
  expect(await runner({}, cancel).run(asked())).toMatchObject({
    status: 'failed',
    log: expect.stringMatching(/cancelled/),
  });
});

it('removes the run of a key and a definition without runs, and nothing where it is gone', async () => {
  await runner().run(asked());
  await runner().run({ ...asked(), key: `${projectId}-orders-abcdef-2` });
  await runner().remove(`${projectId}-orders-other-1`);
  expect(pipelines.runs.size).toBe(2);
  for (let time = 1; time <= 2; time += 1) await runner().remove(key);
  expect([[...pipelines.runs.keys()], pipelines.definitions.size]).toEqual([[2], 1]);
  await runner().remove(`${projectId}-orders-abcdef-2`);
  expect([pipelines.runs.size, pipelines.definitions.size]).toEqual([0, 0]);
});

it('cancels a run before it removes it', async () => {
  pipelines.looks = 60;
  await expect(runner().run(asked())).rejects.toMatchObject({ kind: 'transient' });
  await expect(runner().remove(key)).rejects.toMatchObject({ kind: 'transient' });
  pipelines.runs.get(1)!.status = 'completed';
  await runner().remove(key);
  expect(pipelines.runs.size).toBe(0);
});

it('takes the next name where another repository has it', async () => {
  const other = addRepository(devOps.project, 'other');
  pipelines.definitions.set(90, {
    id: 90,
    name: 'orders',
    path: String.raw`\factory`,
    repositoryId: other.id,
    file: 'azure-pipelines.yml',
    variables: {},
  });
  await runner().run(asked());
  expect([...pipelines.definitions.values()].map(({ name }) => name)).toEqual(['orders', 'orders-2']);
});

it.each([
  ['EditBuildDefinition', /pipelines/],
  ['QueueBuilds', /pipelines/],
])('without the permission %s nothing runs, and it is told', async (permission, words) => {
  devOps.project.organization.denied.add(permission);
  await expect(runner().run(asked())).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.stringMatching(words),
  });
  expect(pipelines.runs.size).toBe(0);
});

it('waits where a good answer asks for it', async () => {
  devOps.server.plant({
    on: ({ operationId }) => operationId === 'build.Definitions_List',
    headers: { 'retry-after': '7' },
  });
  await runner().run(asked());
  expect(devOps.waits).toHaveLength(1);
  expect(devOps.waits[0]).toBeGreaterThan(6_000);
});

it('a sign-in page is a token that is not accepted', async () => {
  devOps.server.plant({
    on: ({ operationId }) => operationId === 'build.Builds_Get',
    answer: { status: 203, html: '<html>' },
  });
  await expect(runner().run(asked())).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.stringMatching(/sign-in page/),
  });
});

it('calls beyond the contract are test results and removals only', async () => {
  await runner().run(asked());
  await runner().remove(key);
  expect(devOps.server.notProven()).toEqual([
    'build.Builds_Delete',
    'build.Definitions_Delete',
    'test.Runs_List',
  ]);
});
