import { expect, it } from 'vitest';

import { layoutOf } from '../../../portal/quality/bar-chart.tsx';
import { bugReports, placeOf } from '../../../portal/quality/bug-reports.ts';
import { durationText } from '../../../portal/quality/duration-text.ts';
import { serviceQuality } from '../../../portal/quality/service-quality.ts';
import { testCounts } from '../../../portal/quality/test-counts.ts';
import { check, service } from './fixtures/run-result.ts';

const orders = service([
  check('types', 'passed', '53 files'),
  check('unit', 'failed', '4 tests'),
  check('integration', 'passed', '80 tests'),
  check('acceptance', 'not-run', '15 scenarios were not started'),
  check('coverage', 'not-run', 'tests did not run'),
]);

const report = JSON.stringify({
  checks: [
    {
      name: 'unit',
      inspected: 5,
      findings: [
        {
          rule: 'unit/failed/a',
          file: 'test/unit/a.test.ts',
          line: 3,
          message: 'failed',
          suggestion: 'mend',
        },
        { rule: 'unit/not-run', message: 'no test ran' },
        'x',
      ],
    },
  ],
});

it('completes the run result by the report', () => {
  const { checks, coverage } = serviceQuality(orders, report);
  expect([
    coverage,
    checks.map(({ name, inspected, findings }) => [name, inspected, findings.length]),
  ]).toEqual([
    undefined,
    [
      ['types', 53, 0],
      ['unit', 5, 3],
      ['integration', 80, 0],
      ['acceptance', undefined, 0],
      ['coverage', undefined, 0],
    ],
  ]);
});

it('counts tests by kind, and what did not run as neither', () => {
  expect(testCounts(serviceQuality(orders, report).checks)).toEqual([
    { kind: 'unit', passed: 4, failed: 1 },
    { kind: 'integration', passed: 80, failed: 0 },
    { kind: 'acceptance' },
  ]);
});

it.each([undefined, '', '{', '7', '{"checks":{}}', '{"checks":[null,{"name":"unit","findings":7}]}'])(
  'does with a report that is %s',
  (text) => {
    expect(testCounts(serviceQuality(orders, text).checks)[0]).toEqual({
      kind: 'unit',
      passed: 3,
      failed: 1,
    });
  },
);

it('makes a bug report of each finding', () => {
  const bugs = bugReports([serviceQuality(orders, report)]);
  expect(bugs.map((bug) => [bug.service, bug.check, placeOf(bug), bug.message, bug.suggestion])).toEqual([
    ['orders', 'unit', 'test/unit/a.test.ts:3', 'failed', 'mend'],
    ['orders', 'unit', '', 'no test ran', ''],
    ['orders', 'unit', '', '', ''],
  ]);
});

it('lays bars out as percentages of the whole', () => {
  const segments = [
    { tone: 'good', amount: 30 },
    { tone: 'bad', amount: 10 },
    { tone: 'none', amount: 0 },
  ] as const;
  expect(layoutOf(segments, 80)).toEqual([
    { tone: 'good', amount: 30, x: 0, width: 37.5 },
    { tone: 'bad', amount: 10, x: 37.5, width: 12.5 },
  ]);
  expect(layoutOf(segments, 0).map(({ width }) => width)).toEqual([0, 0]);
});

it('says durations', () => {
  expect([0, 94, 95, 59_940, 59_960, 65_000].map(durationText)).toEqual([
    '0 ms',
    '94 ms',
    '0.1 s',
    '59.9 s',
    '1 min 00 s',
    '1 min 05 s',
  ]);
});
