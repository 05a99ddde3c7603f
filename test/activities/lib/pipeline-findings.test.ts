import { describe, expect, it } from 'vitest';

import { deploymentFindings, pipelineFindings } from '../../../activities/lib/pipeline-findings.ts';
import { findingSchema } from '../../../factory/domain/quality-report.ts';
import type { PipelineRun } from '../../../platform/ports.ts';

const run = (facts: Partial<PipelineRun>): PipelineRun => ({
  id: 'r1',
  status: 'failed',
  steps: [],
  tests: { passed: 0, failed: 0 },
  log: '',
  ...facts,
});

const step = (status: 'passed' | 'failed'): PipelineRun['steps'][number] =>
  ({
    stage: 'Build',
    job: 'Check',
    name: 'Check types',
    status,
    detail: 'exit code 2',
  }) as PipelineRun['steps'][number];

describe('a failed pipeline', () => {
  it('says what its tools say of single files, and which step failed', () => {
    const log =
      'src/domain/a.ts(3,5): error TS2304: Cannot find name ‘x’.\nsrc/main.ts (12ms)\n/agent/1/s/deploy/bicep/main.bicep(7,2) : Error BCP057: The name "x" does not exist.\n';
    const found = pipelineFindings(run({ steps: [step('passed'), step('failed')], log }));
    expect(found).toMatchObject([
      { check: 'types', rule: 'types/TS2304', file: 'src/domain/a.ts', line: 3 },
      { check: 'bicep', rule: 'bicep/BCP057', file: 'deploy/bicep/main.bicep', line: 7 },
      { check: 'format', rule: 'format/style', file: 'src/main.ts' },
      { check: 'pipeline-schema', rule: 'pipeline/Build/Check/Check types', file: 'azure-pipelines.yml' },
    ]);
    for (const each of found) expect(() => findingSchema.parse(each)).not.toThrow();
  });

  it('of which no step ran names the file that could not be read', () => {
    const log = 'pipelines/steps/stup.yml cannot be read: ENOENT';
    expect(pipelineFindings(run({ log }))).toMatchObject([
      { rule: 'pipeline/unreadable', file: 'pipelines/steps/stup.yml', message: log },
    ]);
    expect(pipelineFindings(run({}))).toMatchObject([{ file: 'azure-pipelines.yml' }]);
  });

  it('is one that failed', () => {
    expect(pipelineFindings(run({ status: 'succeeded', steps: [step('passed')] }))).toEqual([]);
  });
});

describe('a revision that was built', () => {
  it('says which probes it did not answer as published', () => {
    const probes = [
      { probe: 'ready', ok: true, detail: '200' },
      { probe: 'create', ok: false, detail: 'answered 500' },
    ];
    expect(deploymentFindings(probes)).toMatchObject([
      { rule: 'smoke-test/create', message: 'answered 500' },
    ]);
  });

  it('is found not to serve where it was never asked', () => {
    expect(deploymentFindings([])).toMatchObject([{ rule: 'deployment/no-answer' }]);
  });
});
