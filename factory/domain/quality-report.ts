import { z } from 'zod';

export const checkStatusSchema = z.enum(['passed', 'failed', 'not-run']);

/** The names of all checks, in the order of a report. */
export const CHECKS = [
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
  'kubernetes',
  'pipeline-schema',
  'bicep',
  'containers',
  'image',
  'consistency',
  'security',
  'secrets',
] as const;
export const checkNameSchema = z.enum(CHECKS);
export type CheckName = z.infer<typeof checkNameSchema>;

export const findingSchema = z.strictObject({
  check: checkNameSchema,
  /** Stable for the same defect: rule and place, no line-independent noise. */
  rule: z.string().min(1),
  file: z.string().optional(),
  line: z.number().int().positive().optional(),
  message: z.string().min(1).max(2_000),
  suggestion: z.string().min(1).max(2_000),
});
export type Finding = z.infer<typeof findingSchema>;

export const checkResultSchema = z.strictObject({
  name: checkNameSchema,
  status: checkStatusSchema,
  /** One line: what was found, or why it did not run. */
  detail: z.string().min(1),
  /** Files or items looked at. A check that inspected none did not pass. */
  inspected: z.number().int().nonnegative(),
  durationMs: z.number().int().nonnegative(),
  /** Last lines of the tool's output. */
  evidence: z.string().max(8_000),
  findings: z.array(findingSchema),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const qualityReportSchema = z.strictObject({
  service: z.string(),
  checks: z.array(checkResultSchema).min(1),
  /** Percentage of lines; absent when tests did not run. */
  coverage: z.number().min(0).max(100).optional(),
  /** Highest cyclomatic complexity of a function. */
  complexity: z.number().int().nonnegative().optional(),
  tests: z.strictObject({ passed: z.number().int(), failed: z.number().int() }),
  /** Ids of stories whose every acceptance scenario passed. */
  servedStories: z.array(z.string()),
});
export type QualityReport = z.infer<typeof qualityReportSchema>;
