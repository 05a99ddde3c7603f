import type { CheckView } from './service-quality.ts';

/** Tests of a kind; `failed` and `passed` are absent where they did not run. */
export type TestCount = { kind: string; passed?: number; failed?: number };

const KINDS = ['unit', 'integration', 'acceptance'] as const;

/** Findings that stand for one test each that failed or was skipped. */
const troubled = (check: CheckView): number =>
  check.findings.filter(({ rule }) => /^\w+\/(failed|skipped)\//.test(rule)).length;

/** A failed check without its report failed in at least one test. */
const failedOf = (check: CheckView): number => {
  if (check.status === 'passed') return 0;
  return check.findings.length > 0 ? troubled(check) : 1;
};

/** Tests by kind, in the order of the checks. */
export const testCounts = (checks: readonly CheckView[]): TestCount[] =>
  KINDS.map((kind) => {
    const check = checks.find(({ name }) => name === kind);
    if (!check || check.status === 'not-run' || check.inspected === undefined) return { kind };
    const failed = Math.min(failedOf(check), check.inspected);
    return { kind, passed: check.inspected - failed, failed };
  });
