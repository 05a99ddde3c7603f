import { expect, it } from 'vitest';

import { createRunPipeline } from '../../activities/run-pipeline.ts';
import type { PipelineRun, Ports } from '../../platform/ports.ts';

const succeeded: PipelineRun = {
  id: '1',
  status: 'succeeded',
  steps: [],
  tests: { passed: 1, failed: 0 },
  log: '',
};

/** A runner that answers a finished run again under its key, before an artifact store whose first write is refused. */
const aWorld = () => {
  const runs = new Set<string>();
  const markers = new Set<string>();
  let writes = 0;
  const ports = {
    pipelines: {
      run: async ({ key }: { key: string }) => {
        runs.add(key);
        return succeeded;
      },
    },
    undo: {
      plan: async ({ marker }: { marker: string }) => void markers.add(marker),
      settle: async () => undefined,
    },
    artifacts: {
      putAll: async () => {
        writes += 1;
        if (writes === 1) throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
        return [];
      },
    },
    actions: { append: async () => undefined },
    publisher: { publish: async () => undefined },
    clock: { now: () => new Date('2026-01-01T00:00:00.000Z') },
  } as unknown as Ports;
  const run = (attempt: number) =>
    createRunPipeline(ports)({
      projectId: 'p-1',
      correlationId: 'c-1',
      service: 'audit-trail',
      repository: 'r',
      commit: 'abcdefabcdefabcdef',
      attempt,
    });
  return { runs, markers, run };
};

it('a run whose result could not be kept is found by the next try, and not made again', async () => {
  const { runs, markers, run } = aWorld();
  expect(await run(1)).toMatchObject({ failure: { kind: 'transient' } });
  expect(await run(2)).toMatchObject({ ok: true });
  expect([...runs]).toEqual(['p-1-audit-trail-abcdefabcdef-1']);
  expect([...markers]).toEqual(['pipeline:p-1-audit-trail-abcdefabcdef-1']);
});

it('the next round of fixing has a run of its own', async () => {
  const { runs, run } = aWorld();
  await run(1);
  await run(101);
  expect([...runs]).toEqual(['p-1-audit-trail-abcdefabcdef-1', 'p-1-audit-trail-abcdefabcdef-2']);
});
