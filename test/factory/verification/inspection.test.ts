import { expect, it } from 'vitest';

import type { Finding } from '../../../factory/domain/quality-report.ts';
import { resultOf, runCheck } from '../../../factory/verification/inspection.ts';

const finding: Finding = {
  check: 'lint',
  rule: 'lint/no-eval',
  file: 'src/main.ts',
  line: 3,
  message: 'Eval is\nevil.',
  suggestion: 'Remove it.',
};

it('passes what was inspected and is clean', () => {
  expect(resultOf('lint', 12.4, { inspected: 3, unit: 'files', findings: [], remark: 'clean' })).toEqual({
    name: 'lint',
    status: 'passed',
    detail: '3 files, clean',
    inspected: 3,
    durationMs: 12,
    evidence: '',
    findings: [],
  });
});

it('fails a check that inspected nothing', () => {
  expect(resultOf('lint', 0, { inspected: 0, unit: 'files', findings: [] })).toMatchObject({
    status: 'failed',
    detail: 'no files to inspect',
  });
});

it('names the first finding and counts the rest', () => {
  const inspection = { inspected: 3, unit: 'files', findings: [finding, finding] };
  expect(resultOf('lint', 0, inspection)).toMatchObject({
    status: 'failed',
    detail: 'src/main.ts:3: Eval is evil. (and 1 more)',
  });
});

it('says why a check did not run', () => {
  expect(resultOf('bicep', 0, { notRun: 'no Bicep CLI' })).toMatchObject({
    status: 'not-run',
    detail: 'no Bicep CLI',
    inspected: 0,
  });
});

it('keeps the tail of the evidence, and bounds findings', () => {
  const long = { ...finding, message: 'x'.repeat(5_000) };
  const result = resultOf('lint', 0, {
    inspected: 1,
    unit: 'files',
    findings: Array.from({ length: 500 }, () => long),
    evidence: `${'a'.repeat(9_000)}end`,
  });
  expect([result.findings.length, result.findings[0]?.message.length]).toEqual([100, 2_000]);
  expect(result.evidence).toHaveLength(8_000);
  expect(result.evidence.endsWith('aend')).toBe(true);
});

it('measures by the clock, and throws what a check throws', async () => {
  let now = 0;
  const clock = { now: () => new Date((now += 250)) };
  const inspect = () => ({ inspected: 1, unit: 'files', findings: [] });
  expect(await runCheck(clock, 'lint', inspect)).toMatchObject({ durationMs: 250 });
  await expect(runCheck(clock, 'lint', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
