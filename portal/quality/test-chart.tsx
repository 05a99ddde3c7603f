import { BarChart, type Bar } from './bar-chart.tsx';
import { testCounts, type TestCount } from './test-counts.ts';
import type { ServiceQuality } from './service-quality.ts';

const valueOf = ({ passed, failed }: TestCount): string => {
  if (passed === undefined) return 'not run';
  return failed ? `${passed} passed, ${failed} failed` : `${passed} passed`;
};

const barOf = (count: TestCount): Bar => ({
  name: count.kind,
  value: valueOf(count),
  absent: count.passed === undefined,
  segments: [
    { tone: 'good', amount: count.passed ?? 0 },
    { tone: 'bad', amount: count.failed ?? 0 },
  ],
});

const cell = (amount: number | undefined): string => (amount === undefined ? 'not run' : String(amount));

/** Tests of a service by kind. */
export const TestChart = ({ quality }: { quality: ServiceQuality }) => {
  const counts = testCounts(quality.checks);
  return (
    <BarChart
      title={`Tests of ${quality.service}`}
      bars={counts.map(barOf)}
      heads={['Kind', 'Passed', 'Failed']}
      rows={counts.map(({ kind, passed, failed }) => [kind, cell(passed), cell(failed)])}
    />
  );
};
