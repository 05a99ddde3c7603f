import type { RunResult } from '../../factory/domain/run-result.ts';
import { count } from './count.ts';
import { seconds } from './duration.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

type ServiceResult = RunResult['services'][number];
type Check = ServiceResult['quality']['checks'][number];

const colours = { passed: 'green', failed: 'red', 'not-run': 'yellow' } as const;

const checkLines = (checks: readonly Check[], paint: Paint): string[] => {
  if (checks.length === 0) return [];
  const [header = '', ...rows] = table(
    ['check', 'status', 'seconds', 'detail'],
    checks.map(({ name, status, durationMs, detail }) => [
      name,
      status,
      seconds(durationMs).padStart('seconds'.length),
      printable(detail),
    ]),
  );
  return [
    paint('gray', header),
    ...rows.map((row, index) => paint(colours[checks[index]?.status ?? 'passed'], row)),
  ];
};

/** What was found about a service: every check, or in short only those that did not pass. */
export const qualityLines = ({ quality }: ServiceResult, inFull: boolean, paint: Paint): string[] => {
  const { checks, tests, coverage } = quality;
  if (checks.length === 0) return ['No check has run.'];
  const passed = checks.filter(({ status }) => status === 'passed');
  return [
    `${count(tests.passed, 'test')} passed, ${tests.failed} failed, coverage ${coverage} % of lines`,
    ...(inFull ? [] : [paint('green', `${passed.length} of ${count(checks.length, 'check')} passed`)]),
    ...checkLines(inFull ? checks : checks.filter(({ status }) => status !== 'passed'), paint),
  ];
};
