import { useId } from 'preact/hooks';

export type BarTone = 'good' | 'bad' | 'plain' | 'none';
export type BarSegment = { tone: BarTone; amount: number };
export type Bar = {
  name: string;
  segments: readonly BarSegment[];
  /** What is written behind the bar: `37 passed`, `not run`. */
  value: string;
  /** Nothing was measured, which is not the same as nothing. */
  absent?: boolean;
};

/** Widths are percentages of the drawing. */
const WIDTH = 100;

const total = ({ segments }: Bar): number => segments.reduce((sum, { amount }) => sum + amount, 0);

/** Where the segments begin and how wide they are; the first `scale` units fill the width. */
export const layoutOf = (
  segments: readonly BarSegment[],
  scale: number,
): (BarSegment & { x: number; width: number })[] => {
  let x = 0;
  return segments
    .filter(({ amount }) => amount > 0)
    .map((segment) => {
      const width = scale > 0 ? (segment.amount / scale) * WIDTH : 0;
      const placed = { ...segment, x, width };
      x += width;
      return placed;
    });
};

type DrawingProps = { bar: Bar; scale: number; grounded: boolean; pattern: string };

const BarDrawing = ({ bar, scale, grounded, pattern }: DrawingProps) => (
  <svg class="bar" aria-hidden="true" focusable="false">
    {bar.absent ? (
      <>
        <defs>
          <pattern
            id={pattern}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect class="bar-stripe" width="2" height="6" />
          </pattern>
        </defs>
        <rect class="bar-absent" width="100%" height="100%" fill={`url(#${pattern})`} />
      </>
    ) : (
      <>
        {grounded && <rect class="bar-ground" width="100%" height="100%" />}
        {layoutOf(bar.segments, scale).map(({ tone, x, width }) => (
          <rect key={tone} class={`bar-${tone}`} x={`${x}%`} width={`${width}%`} height="100%" />
        ))}
      </>
    )}
  </svg>
);

type ChartProps = {
  title: string;
  bars: readonly Bar[];
  /** What a full bar stands for, and what is missing to it is drawn; the longest bar where it is absent. */
  full?: number;
  /** Heads of the table that says the same: name and values. */
  heads: readonly [string, ...string[]];
  rows: readonly (readonly [string, ...string[]])[];
};

const ChartTable = ({ title, heads, rows }: Pick<ChartProps, 'title' | 'heads' | 'rows'>) => (
  <details class="chart-table">
    <summary>
      As a table<span class="visually-hidden">: {title}</span>
    </summary>
    <div class="scrolling" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, index) => (
                <td key={heads[index + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);

/** Horizontal bars with their names and values, and the same as a table. */
export const BarChart = ({ title, bars, full, heads, rows }: ChartProps) => {
  const id = useId();
  const scale = full ?? Math.max(1, ...bars.map(total));
  return (
    <figure class="chart">
      <figcaption class="chart-title">{title}</figcaption>
      <div
        class="chart-bars"
        role="img"
        aria-label={bars.map(({ name, value }) => `${name}: ${value}`).join('; ')}
      >
        {bars.map((bar, index) => (
          <div key={bar.name} class="chart-row">
            <span class="chart-name">{bar.name}</span>
            <BarDrawing bar={bar} scale={scale} grounded={full !== undefined} pattern={`${id}-${index}`} />
            <span class={bar.absent ? 'chart-value chart-absent' : 'chart-value'}>{bar.value}</span>
          </div>
        ))}
      </div>
      <ChartTable title={title} heads={heads} rows={rows} />
    </figure>
  );
};
