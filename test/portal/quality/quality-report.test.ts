// @vitest-environment jsdom
import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';

import { QualityReport, type QualityReportProps } from '../../../portal/quality/quality-report.tsx';
import { check, runResult, service } from './fixtures/run-result.ts';

const shown = async (props: QualityReportProps): Promise<HTMLElement> => {
  const host = document.createElement('div');
  await act(async () => render(h(QualityReport, props), host));
  // What is loaded answers in the next turn.
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  return host;
};

const result = runResult({
  stages: [
    { name: 'vision', status: 'completed', durationMs: 800 },
    { name: 'deployment', status: 'pending', durationMs: 0 },
  ],
  services: [
    service([check('unit', 'failed', '4 tests'), check('acceptance', 'not-run', 'no <b>engine</b>')]),
  ],
  artifacts: [{ path: 'quality/orders/quality-report.json', stage: 'quality', sha256: '0'.repeat(64) }],
});

const finding = { rule: 'unit/failed/a', message: '<img src=x onerror=alert(1)>', suggestion: 'mend it' };

it('shows what did not run unlike what passed', async () => {
  const host = await shown({ result });
  const outcomes = [...host.querySelectorAll('.check')].map((row) => [
    row.className,
    row.querySelector('.check-status')?.textContent,
  ]);
  expect(outcomes).toEqual([
    ['check check-failed', '✕ failed'],
    ['check check-not-run', '○ not run'],
  ]);
  expect(host.querySelectorAll('.bar-absent')).toHaveLength(4);
});

it('says each chart in words and as a table, without inline style', async () => {
  const host = await shown({ result });
  const charts = [...host.querySelectorAll('.chart')];
  expect(charts.map((chart) => chart.querySelector('[role=img]')?.getAttribute('aria-label'))).toEqual([
    'orders: not measured',
    'vision: 0.8 s; deployment: not begun',
    'unit: 3 passed, 1 failed; integration: not run; acceptance: not run',
  ]);
  expect(charts.map((chart) => chart.querySelectorAll('tbody tr').length)).toEqual([1, 2, 3]);
  expect(host.querySelectorAll('[style]')).toHaveLength(0);
});

it('shows findings of the report as text', async () => {
  const load = async () => JSON.stringify({ checks: [{ name: 'unit', inspected: 4, findings: [finding] }] });
  const bug = (await shown({ result, load })).querySelector('.bug')!;
  expect(bug.querySelector('.bug-title')?.textContent).toBe(`Bug ${finding.message}`);
  expect(bug.querySelectorAll('img')).toHaveLength(0);
  expect(bug.textContent).toContain('mend it');
});

it('does not call a failed check clean whose report cannot be had', async () => {
  const load = () => Promise.reject(new Error('gone'));
  expect((await shown({ result, load })).querySelector('.quality-findings')?.textContent).toContain(
    'not to be had',
  );
});

it('says that nothing was checked yet', async () => {
  expect((await shown({ result: runResult() })).textContent).toContain('No service was checked yet.');
});
