import type { Hop } from '../../factory/domain/process-report.ts';

/** Milliseconds since the first hop of the path; absent where a time cannot be read. */
export type TimedHop = Hop & { after?: number };

export const timedHops = (hops: readonly Hop[]): TimedHop[] => {
  const start = Date.parse(hops[0]?.at ?? '');
  return hops.map((hop) => {
    const after = Date.parse(hop.at) - start;
    return Number.isFinite(after) ? { ...hop, after } : { ...hop };
  });
};

/** Paths under the process that they belong to, in the order of the report. */
export const byProcess = <T extends { process: string }>(reports: readonly T[]): [string, T[]][] => [
  ...Map.groupBy(reports, ({ process }) => process),
];
