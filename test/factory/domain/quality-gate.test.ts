import { describe, expect, it } from 'vitest';

import { CODE_CHECKS, DELIVERY_CHECKS, judge, qualityGate } from '../../../factory/domain/quality-gate.ts';
import {
  CHECKS,
  type CheckName,
  type CheckResult,
  type QualityReport,
} from '../../../factory/domain/quality-report.ts';

const check = (name: CheckName, facts: Partial<CheckResult> = {}): CheckResult => ({
  name,
  status: 'passed',
  detail: 'ok',
  inspected: 3,
  durationMs: 1,
  evidence: '',
  findings: [],
  ...facts,
});

const report = (facts: Partial<QualityReport> = {}, changed?: CheckResult): QualityReport => ({
  service: 'audit-trail',
  checks: CHECKS.map((name) => (changed?.name === name ? changed : check(name))),
  coverage: 95,
  complexity: 6,
  tests: { passed: 40, failed: 0 },
  servedStories: [],
  ...facts,
});

const details = (given: QualityReport, only: readonly CheckName[] = CHECKS) =>
  judge(given, only).map(({ detail }) => detail);

describe('the quality gate', () => {
  it('lets a report pass in which everything ran and passed', () => {
    expect(details(report())).toEqual([]);
  });

  it.each(CHECKS.filter((name) => name !== 'coverage' && name !== 'complexity'))(
    'holds back a failed %s',
    (name) => {
      expect(details(report({}, check(name, { status: 'failed', detail: 'broken' })))).toEqual([
        `check ${name} failed: broken`,
      ]);
    },
  );

  it('holds back a check that inspected nothing', () => {
    expect(details(report({}, check('layers', { inspected: 0 })))).toEqual([
      'check layers inspected nothing',
    ]);
  });

  it('holds back a check that did not run, except where a machine may lack the tool', () => {
    expect(details(report({}, check('types', { status: 'not-run', detail: 'no compiler' })))).toEqual([
      'check types did not run: no compiler',
    ]);
    expect(details(report({}, check('bicep', { status: 'not-run', detail: 'no Bicep CLI' })))).toEqual([]);
  });

  it('holds back a report that lacks a check', () => {
    expect(details(report({ checks: report().checks.filter(({ name }) => name !== 'secrets') }))).toEqual([
      'check secrets is missing from the report',
    ]);
  });

  it('measures coverage and complexity on both sides of their bounds', () => {
    expect(details(report({ coverage: 80, complexity: 10 }))).toEqual([]);
    expect(details(report({ coverage: 79.9, complexity: 11 }))).toEqual([
      'coverage 79.9 % is below 80 %',
      'complexity 11 is above 10',
    ]);
  });

  it('has a row for every check, and every check belongs to a stage', () => {
    const rows = qualityGate.map((row) => (row.measure === 'check' ? row.check : row.measure));
    expect(rows.toSorted()).toEqual([...CHECKS].toSorted());
    expect([...new Set([...CODE_CHECKS, ...DELIVERY_CHECKS])].toSorted()).toEqual([...CHECKS].toSorted());
  });
});
