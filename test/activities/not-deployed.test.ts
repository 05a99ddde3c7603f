import { expect, it } from 'vitest';

import { createDeployService } from '../../activities/deploy-service.ts';
import { createFollowProcesses } from '../../activities/follow-processes.ts';
import { createSmokeTest } from '../../activities/smoke-test.ts';
import { resultLines } from '../../cli/view/result-lines.ts';
import { noPaint } from '../../cli/view/paint.ts';
import { plannedService } from '../../factory/domain/project-transitions.ts';
import type { Project } from '../../factory/domain/project.ts';
import { runResultOf } from '../../factory/domain/run-result-of.ts';
import { createPipelineRuntime } from '../../platform/azure/azure-devops/pipelines/pipeline-runtime.ts';
import type { Ports } from '../../platform/ports.ts';
import { bookshopBlueprint } from '../factory/fixtures/blueprints/bookshop.ts';
import { aProject } from './a-project.ts';

const names = bookshopBlueprint.services.map(({ name }) => name);
const [service = ''] = names;

/** A platform that hosts nothing, after all services were committed. */
const aWorld = () => {
  let project: Project = aProject({ services: names.map((name) => plannedService(name, 'typescript')) });
  const outputs: string[] = [];
  const settled: string[] = [];
  const ports = {
    projects: {
      get: async () => ({ project, etag: '1' }),
      update: async (_: string, change: (before: Project) => Project) => {
        project = change(project);
        return project;
      },
    },
    artifacts: { read: async () => JSON.stringify(bookshopBlueprint), list: async () => [{ path: 'x' }] },
    runtime: createPipelineRuntime({
      placeOf: async () => ({ organization: 'o', project: 'p', deploy: 'pipeline' }),
    }),
    undo: {
      plan: async () => ({}),
      settle: async (_: string, __: string, state: string) => void settled.push(state),
    },
    actions: {
      append: async ({ output, status }: { output: string; status: string }) =>
        void outputs.push(`${status}: ${output}`),
    },
    publisher: { publish: async () => undefined },
    clock: { now: () => new Date('2026-01-01T00:00:00.000Z') },
  } as unknown as Ports;
  const ids = { projectId: project.id, correlationId: 'c-1', attempt: 1 };
  return { ports, ids, outputs, settled, project: () => project };
};

it('what no runtime hosts is not run, and never passed: in records, in the result and for people', async () => {
  const { ports, ids, outputs, settled, project } = aWorld();
  for (const name of names)
    expect(
      await createDeployService(ports)({ ...ids, service: name, repository: 'r', commit: 'abc' }),
    ).toEqual({ ok: true, value: { endpoint: '' } });
  expect(await createSmokeTest(ports)({ ...ids, service, endpoint: '' })).toEqual({ ok: true, value: null });
  expect(await createFollowProcesses(ports)(ids)).toEqual({ ok: true, value: null });

  expect(outputs).toHaveLength(names.length + 2);
  for (const output of outputs) expect(output).toMatch(/^succeeded: not run: .*the pipeline .* deploys them/);
  expect(settled.slice(0, 2)).toEqual(['done', 'undone']);
  const result = runResultOf(project(), [], [], {}, '', new Date('2026-01-01T00:00:00.000Z'));
  expect(result.processes).toEqual([]);
  expect(result.services[0]).toMatchObject({
    endpoint: '',
    running: false,
    deployment: { status: 'not-run', detail: expect.stringMatching(/hosts no services/) },
  });
  const text = resultLines(result, { option: '' }, noPaint).join('\n');
  expect(text).toContain('Endpoint    not run by the factory');
  expect(text).toContain(`${service} deployment and smoke test: on Azure the factory hosts no services`);
  expect(text).toContain('processes across the services: nothing runs that they could go through');
  expect(text).not.toMatch(/passed/);
});
