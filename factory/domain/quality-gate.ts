import type { CheckName, QualityReport } from './quality-report.ts';

export type Consequence = 'loop' | 'halt' | 'report';

/**
 * The quality gate. `check` rows look at a check's status, the other rows at a measured figure. `loop` goes back to
 * engineering, `halt` stops the project, `report` is only written down.
 */
export type GateRow =
  | { measure: 'check'; check: CheckName; breach: Consequence; mayBeNotRun: boolean }
  | { measure: 'coverage'; atLeast: number; breach: Consequence }
  | { measure: 'complexity'; atMost: number; breach: Consequence };

const must = (check: CheckName): GateRow => ({ measure: 'check', check, breach: 'loop', mayBeNotRun: false });

export const qualityGate: readonly GateRow[] = [
  must('install'),
  must('types'),
  must('lint'),
  must('format'),
  must('layers'),
  must('ddd'),
  must('unit'),
  must('integration'),
  must('acceptance'),
  { measure: 'coverage', atLeast: 80, breach: 'loop' },
  { measure: 'complexity', atMost: 10, breach: 'loop' },
  must('operations'),
  must('restart'),
  must('openapi'),
  must('asyncapi'),
  must('traceability'),
  must('kubernetes'),
  must('pipeline-schema'),
  { measure: 'check', check: 'bicep', breach: 'loop', mayBeNotRun: true },
  must('containers'),
  { measure: 'check', check: 'image', breach: 'loop', mayBeNotRun: true },
  must('consistency'),
  must('security'),
  { measure: 'check', check: 'secrets', breach: 'halt', mayBeNotRun: false },
];

export type Breach = { row: GateRow; consequence: Consequence; detail: string };

/** What the gate looks at. */
type Judged = Pick<QualityReport, 'checks' | 'coverage' | 'complexity'>;

const breachOf = (row: GateRow, report: Judged): string | undefined => {
  if (row.measure === 'coverage') {
    if (report.coverage === undefined) return 'coverage was not measured';
    return report.coverage < row.atLeast
      ? `coverage ${report.coverage} % is below ${row.atLeast} %`
      : undefined;
  }
  if (row.measure === 'complexity') {
    if (report.complexity === undefined) return 'complexity was not measured';
    return report.complexity > row.atMost
      ? `complexity ${report.complexity} is above ${row.atMost}`
      : undefined;
  }
  const result = report.checks.find(({ name }) => name === row.check);
  if (!result) return `check ${row.check} is missing from the report`;
  if (result.status === 'not-run')
    return row.mayBeNotRun ? undefined : `check ${row.check} did not run: ${result.detail}`;
  if (result.inspected === 0) return `check ${row.check} inspected nothing`;
  return result.status === 'failed' ? `check ${row.check} failed: ${result.detail}` : undefined;
};

/**
 * Rows of the gate that a report breaches, in the table's order. `only` limits the gate to the checks that a stage runs
 * (coverage and complexity belong to the checks of the same name).
 */
export const judge = (report: Judged, only: readonly CheckName[]): Breach[] =>
  qualityGate.flatMap((row) => {
    if (!only.includes(row.measure === 'check' ? row.check : row.measure)) return [];
    const detail = breachOf(row, report);
    return detail === undefined ? [] : [{ row, consequence: row.breach, detail }];
  });

/** Checks of generated code, run by the quality stage. */
export const CODE_CHECKS: readonly CheckName[] = [
  'install',
  'types',
  'lint',
  'format',
  'layers',
  'ddd',
  'unit',
  'integration',
  'acceptance',
  'coverage',
  'complexity',
  'operations',
  'restart',
  'openapi',
  'asyncapi',
  'traceability',
  'security',
  'secrets',
];

/** Checks of delivery artifacts, run by the DevOps stage. */
export const DELIVERY_CHECKS: readonly CheckName[] = [
  'kubernetes',
  'pipeline-schema',
  'bicep',
  'containers',
  'image',
  'consistency',
  'secrets',
];

/** Checks of the repository that several services share, run by the DevOps stage. */
export const PLATFORM_CHECKS: readonly CheckName[] = [
  'kubernetes',
  'pipeline-schema',
  'bicep',
  'consistency',
  'secrets',
];
