import type { RunResult } from '../../factory/domain/run-result.ts';
import { BarChart } from './bar-chart.tsx';
import { durationText } from './duration-text.ts';

type StageResult = RunResult['stages'][number];

const valueOf = ({ status, durationMs }: StageResult): string => {
  if (status === 'pending') return 'not begun';
  return status === 'completed' ? durationText(durationMs) : `${durationText(durationMs)}, ${status}`;
};

/** How long each stage took. */
export const StageChart = ({ stages }: { stages: readonly StageResult[] }) => (
  <BarChart
    title="Duration of stages"
    bars={stages.map((stage) => ({
      name: stage.name,
      value: valueOf(stage),
      absent: stage.status === 'pending',
      segments: [{ tone: stage.status === 'failed' ? 'bad' : 'plain', amount: stage.durationMs }],
    }))}
    heads={['Stage', 'State', 'Duration']}
    rows={stages.map(({ name, status, durationMs }) => [
      name,
      status,
      status === 'pending' ? 'not begun' : durationText(durationMs),
    ])}
  />
);
