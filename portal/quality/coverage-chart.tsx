import { BarChart } from './bar-chart.tsx';
import type { ServiceQuality } from './service-quality.ts';

const valueOf = ({ coverage }: ServiceQuality): string =>
  coverage === undefined ? 'not measured' : `${coverage.toFixed(1)} %`;

/** Lines that tests ran through, of each service. */
export const CoverageChart = ({ services }: { services: readonly ServiceQuality[] }) => (
  <BarChart
    title="Coverage of lines"
    full={100}
    bars={services.map((quality) => ({
      name: quality.service,
      value: valueOf(quality),
      absent: quality.coverage === undefined,
      segments: [{ tone: 'good', amount: quality.coverage ?? 0 }],
    }))}
    heads={['Service', 'Lines covered']}
    rows={services.map((quality) => [quality.service, valueOf(quality)])}
  />
);
