import type { Finding } from '../../../../../factory/domain/quality-report.ts';

/** A finding as a check of delivery files makes it. */
export const finding = (rule: string, file: string, message: string, line?: number): Finding => ({
  check: rule.slice(0, rule.indexOf('/')) as Finding['check'],
  rule,
  file,
  message,
  suggestion: 'Correct it.',
  ...(line === undefined ? {} : { line }),
});
