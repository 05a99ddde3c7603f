import { expect, it } from 'vitest';

import { storiesOf } from '../../../../factory/domain/product-plan.ts';
import { testInspection } from '../../../../factory/verification/checks/tests.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { auditPlan } from '../../agents/quality/fixtures/audit-plan.ts';

const tree = '/tmp/tree';
const files = ['test/unit/a.test.ts', 'test/integration/b.test.ts', 'test/acceptance/acceptance.test.ts'].map(
  (path) => ({ path, content: '' }),
);

type Result = { title: string; status?: string; messages?: string[] };

const suite = (path: string, results: Result[], message = '') => ({
  name: `${tree}/${path}`,
  status: 'passed',
  message,
  assertionResults: results.map(({ title, status = 'passed', messages = [] }) => ({
    title,
    fullName: title,
    ancestorTitles: [],
    status,
    failureMessages: messages,
  })),
});

const scenarios: Result[] = storiesOf(auditPlan).flatMap(({ criteria }) =>
  criteria.map(({ id, title }) => ({ title: `${title} [@${id}]` })),
);

const run = (
  changes: {
    unit?: object;
    acceptance?: Result[];
    suites?: object[];
    exitCode?: number;
    coverage?: object;
    errors?: string[];
    canary?: string[];
  } = {},
) => {
  const suites = changes.suites ?? [
    changes.unit ?? suite('test/unit/a.test.ts', [{ title: 'adds' }]),
    suite('test/integration/b.test.ts', [{ title: 'answers' }]),
    suite('test/acceptance/acceptance.test.ts', changes.acceptance ?? scenarios),
  ];
  const report = JSON.stringify({
    reason: 'failed',
    errors: changes.errors ?? [],
    canary: changes.canary ?? ['failed', 'failed'],
    testResults: suites,
    coverage: changes.coverage ?? { lines: { total: 200, pct: 91.5 } },
  });
  const output = { exitCode: changes.exitCode ?? 1, stdout: '', stderr: '', report };
  return testInspection(output, files, auditPlan);
};

const rules = (kind: 'unit' | 'integration' | 'acceptance', changes: Parameters<typeof run>[0]) =>
  run(changes).kinds[kind].findings.map(({ rule }) => rule);

it('splits a run into its kinds, counts tests, reads coverage and names the stories that are served', () => {
  const { kinds, coverage, percentage, tests, servedStories } = run();
  expect(
    [kinds.unit, kinds.integration, kinds.acceptance].map(({ inspected, findings }) => [inspected, findings]),
  ).toEqual([
    [1, []],
    [1, []],
    [11, []],
  ]);
  expect([coverage.inspected, percentage]).toEqual([200, 91.5]);
  expect(tests).toEqual({ passed: 13, failed: 0 });
  expect(servedStories).toEqual(['R1.S1', 'R2.S1', 'R3.S1', 'R4.S1']);
});

it('catches a failed and a skipped test', () => {
  const unit = suite('test/unit/a.test.ts', [
    { title: 'adds', status: 'failed', messages: ['\u001b[31mexpected 1 to be 2\u001b[39m'] },
    { title: 'waits', status: 'skipped' },
  ]);
  const { kinds, tests } = run({ unit });
  expect(kinds.unit.findings).toMatchObject([
    {
      rule: 'unit/failed/adds',
      message: 'Test "adds" failed: expected 1 to be 2',
      file: 'test/unit/a.test.ts',
    },
    { rule: 'unit/skipped/waits' },
  ]);
  expect(tests).toEqual({ passed: 12, failed: 1 });
});

it('catches a test file that did not run, and a kind without tests', () => {
  expect(rules('unit', { unit: suite('test/unit/a.test.ts', [], 'SyntaxError') })).toEqual(['unit/not-run']);
  expect(rules('unit', { suites: [] })).toEqual(['unit/not-run']);
  const { kinds } = testInspection(
    { exitCode: 1, stdout: '', stderr: '', report: '{"testResults":[]}' },
    [],
    auditPlan,
  );
  expect(resultOf('unit', 0, kinds.unit)).toMatchObject({ status: 'failed', detail: 'no tests to inspect' });
});

it('catches a criterion that no scenario observes: its story is not served', () => {
  const acceptance = scenarios.filter(({ title }) => !title.includes('R3.S1.C2'));
  expect(rules('acceptance', { acceptance })).toEqual(['acceptance/missing-scenario/R3.S1.C2']);
  expect(run({ acceptance }).servedStories).toEqual(['R1.S1', 'R2.S1', 'R4.S1']);
});

it('does not serve a story of which one scenario failed', () => {
  const acceptance = scenarios.map((scenario) =>
    scenario.title.includes('R2.S1.C1') ? { ...scenario, status: 'failed' } : scenario,
  );
  expect(run({ acceptance }).servedStories).toEqual(['R1.S1', 'R3.S1', 'R4.S1']);
});

it('takes a tag for one only at the end of a name', () => {
  const acceptance = scenarios.map(({ title }) => ({
    title: title.replace('[@R4.S1.C1]', '[@R4.S1.C1] and more'),
  }));
  expect(run({ acceptance }).servedStories).toEqual(['R1.S1', 'R2.S1', 'R3.S1']);
});

it('does not believe a report of success when the run failed', () => {
  expect(rules('unit', { exitCode: 0 })).toEqual(['unit/run']);
  expect(rules('unit', { errors: ['Unhandled'] })).toEqual(['unit/run']);
  expect(rules('unit', { canary: [] })).toEqual(['unit/run']);
  expect(rules('unit', {})).toEqual([]);
});

it('believes nothing where a test that must fail has passed', () => {
  expect(() => run({ canary: ['failed', 'passed'] })).toThrow(/changed how its tests are judged/);
});

it('fails without a report and without a coverage summary', () => {
  const { kinds, coverage, percentage } = testInspection(
    { exitCode: 1, stdout: 'boom', stderr: '', report: undefined },
    files,
    auditPlan,
  );
  expect(kinds.integration.findings.map(({ rule }) => rule)).toEqual(['integration/not-run']);
  expect([coverage.findings[0]?.rule, percentage]).toEqual(['coverage/missing', undefined]);
  expect(run({ coverage: { lines: { total: 0, pct: 100 } } }).percentage).toBeUndefined();
});
