import type { CheckName, Finding, QualityReport as Report } from '../../factory/domain/quality-report.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import { jsonOf, listOf, memberOf, numberOf, textOf } from '../artifacts/shape.ts';

export type CheckStatus = Report['checks'][number]['status'];

/** A check of a service, with what only the report among the artifacts tells. */
export type CheckView = {
  name: CheckName;
  status: CheckStatus;
  detail: string;
  durationMs: number;
  /** Files or items looked at; absent where neither the report nor the detail says. */
  inspected?: number;
  findings: FindingView[];
};
export type FindingView = Pick<Finding, 'rule' | 'message' | 'suggestion'> & { file?: string; line?: number };

export type ServiceQuality = {
  service: string;
  checks: CheckView[];
  /** Percentage of lines; absent where it was not measured. */
  coverage?: number;
  tests: { passed: number; failed: number };
};

type Service = RunResult['services'][number];

/** Where the whole report of a service lies among the artifacts. */
export const reportPath = (service: string): string => `quality/${service}/quality-report.json`;

const findingOf = (value: unknown): FindingView => {
  const file = textOf(memberOf(value, 'file'));
  const line = numberOf(memberOf(value, 'line'));
  return {
    rule: textOf(memberOf(value, 'rule')) ?? '',
    message: textOf(memberOf(value, 'message')) ?? '',
    suggestion: textOf(memberOf(value, 'suggestion')) ?? '',
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
};

/** The number that a detail begins with: `53 files`. */
const leadingNumber = (detail: string): number | undefined => {
  const digits = /^\d+(?= )/.exec(detail)?.[0];
  return digits === undefined ? undefined : Number(digits);
};

const checkOf = (check: Service['quality']['checks'][number], reported: unknown): CheckView => {
  const inspected = numberOf(memberOf(reported, 'inspected')) ?? leadingNumber(check.detail);
  return {
    ...check,
    ...(inspected === undefined || check.status === 'not-run' ? {} : { inspected }),
    findings: listOf(memberOf(reported, 'findings')).map(findingOf),
  };
};

/** The quality of a service from the run result, completed by its report (`undefined` where it could not be had). */
export const serviceQuality = (service: Service, report: string | undefined): ServiceQuality => {
  const reported = listOf(memberOf(report === undefined ? undefined : jsonOf(report), 'checks'));
  const { checks, coverage, tests } = service.quality;
  const measured = checks.some(({ name, status }) => name === 'coverage' && status !== 'not-run');
  return {
    service: service.name,
    checks: checks.map((check) =>
      checkOf(
        check,
        reported.find((candidate) => memberOf(candidate, 'name') === check.name),
      ),
    ),
    tests,
    ...(measured ? { coverage } : {}),
  };
};
