import type { RunResult } from '../../factory/domain/run-result.ts';
import { count } from './count.ts';

/** What a run came to so far. */
export type RunCounts = { testsPassed: number; served: number; requirements: number; files: number };

export const noCounts: RunCounts = { testsPassed: 0, served: 0, requirements: 0, files: 0 };

export const countsOf = ({ services, requirements, artifacts }: RunResult): RunCounts => ({
  testsPassed: services.reduce((sum, { quality }) => sum + quality.tests.passed, 0),
  served: requirements.served,
  requirements: requirements.total,
  files: artifacts.length,
});

const parts = ({ testsPassed, served, requirements, files }: RunCounts, rounds: number): string[] =>
  [
    testsPassed > 0 ? `${count(testsPassed, 'test')} passed` : '',
    requirements > 0 ? `${served} of ${count(requirements, 'requirement')} served` : '',
    files > 0 ? count(files, 'file') : '',
    rounds > 0 ? `${count(rounds, 'round')} more` : '',
  ].filter((part) => part !== '');

/** `54 tests passed · 4 of 4 requirements served · 132 files · 1 round more`, without what there is none of, in lines of whole parts. */
export const countsLines = (counts: RunCounts, rounds: number, width: number): string[] => {
  const lines: string[] = [];
  for (const part of parts(counts, rounds)) {
    const longer = [...lines.splice(-1), part];
    const line = longer.join(' · ');
    lines.push(...(line.length <= width ? [line] : longer));
  }
  return lines;
};
