import { beforeEach, expect, it } from 'vitest';

import type { Project } from '../../factory/domain/project.ts';
import { requiredArtifacts } from '../../factory/domain/required-artifacts.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { retryProject } from '../../functions/retry-project.ts';
import { call } from './support/call.ts';
import { aProject, fakeDeps, projectId, START } from './support/fake-ports.ts';

let fake: ReturnType<typeof fakeDeps>;
let broken = false;
let started: { run: number; from: Stage }[];
const retry = (from: string) =>
  call(
    retryProject(
      fake.deps,
      async (_, { run }, stage) => void started.push({ run, from: stage }),
      async () => broken,
    ),
    { params: { projectId: projectId(1) }, json: { from } },
  );
const at = { startedAt: START.toISOString(), endedAt: START.toISOString() };
const failed: Partial<Project> = {
  status: 'failed',
  endedAt: START.toISOString(),
  failure: { kind: 'transient', message: 'The feed is down.', stage: 'architecture' },
  stages: { vision: { status: 'completed', ...at }, architecture: { status: 'failed', ...at } },
};

beforeEach(() => {
  fake = fakeDeps();
  started = [];
  broken = false;
  fake.projects.push(aProject(1, failed));
  for (const path of requiredArtifacts.vision.project) fake.put(path, '');
});

it('starts the next run with the stage, then says so', async () => {
  expect(await retry('architecture')).toMatchObject({ status: 202, jsonBody: { status: 'running' } });
  expect(fake.projects[0]).toMatchObject({ status: 'running', run: 2 });
  expect(Object.keys(fake.projects[0]!.stages)).toEqual(['vision']);
  expect(fake.projects[0]).not.toHaveProperty('failure');
  expect(started).toEqual([{ run: 2, from: 'architecture' }]);
  expect(fake.events).toMatchObject([{ type: 'project.restarted', data: { stage: 'architecture' } }]);
});

it('refuses while the project runs, and starts what a crash left unstarted', async () => {
  await retry('architecture');
  expect(await retry('vision')).toMatchObject({
    status: 409,
    jsonBody: { type: 'urn:problem:project-running' },
  });
  expect(started).toEqual([
    { run: 2, from: 'architecture' },
    { run: 2, from: 'architecture' },
  ]);
  fake.projects[0] = aProject(1);
  expect(await retry('vision')).toMatchObject({ status: 409 });
  expect(started).toHaveLength(2);
});

it('leaves a run alone that a decision began: its orchestration is there', async () => {
  fake.projects[0] = aProject(1, { run: 2, startedRun: 1 });
  expect(await retry('vision')).toMatchObject({ status: 409 });
  expect(started).toEqual([]);
});

it('refuses a stage whose ground is not there', async () => {
  const { status, jsonBody } = await retry('quality');
  expect([status, (jsonBody as { detail: string }).detail]).toEqual([
    422,
    'Stage Architecture never completed. Begin with "architecture".',
  ]);
  fake.deps.ports.artifacts.list = async () => [];
  expect((await retry('architecture')).jsonBody).toMatchObject({
    type: 'urn:problem:stage-not-reached',
    detail: 'plan/product-plan.json of stage Vision & Planning is gone. Begin with "vision".',
  });
  expect(await retry('testing')).toMatchObject({
    status: 400,
    jsonBody: { errors: [{ pointer: '#/from' }] },
  });
  expect([fake.projects[0]!.run, started]).toEqual([1, []]);
});

it('does not begin what was cancelled before its request came', async () => {
  fake.projects[0] = aProject(1, { stages: {}, status: 'cancelled', awaitsRequest: true });
  expect((await retry('vision')).jsonBody).toMatchObject({ type: 'urn:problem:stage-not-reached' });
  expect([fake.projects[0]!.run, started]).toEqual([1, []]);
});

it('starts the next run of a project whose orchestration broke off and could not even write that down', async () => {
  fake.projects[0] = aProject(1, { stages: {} });
  broken = true;
  expect(await retry('vision')).toMatchObject({ status: 202, jsonBody: { status: 'running' } });
  expect(fake.projects[0]).toMatchObject({ run: 2, startedRun: 2 });
  expect(started).toEqual([{ run: 2, from: 'vision' }]);
});
