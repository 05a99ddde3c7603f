import type { Finding, QualityReport } from '../../factory/domain/quality-report.ts';
import { criticalError, PortError } from '../port-error.ts';
import { openEnvelope, type SignedEnvelope } from '../signed-envelope.ts';
import { resultSchemas, type Job, type JobKind, type JobResult } from './job.ts';
import { verdictSchema } from './messages.ts';

const forged = (what: string): PortError =>
  criticalError('sandbox', `The verdict of the sandbox ${what}. It counts for nothing.`);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const findingsOf = (kind: JobKind, result: JobResult): readonly Finding[] => {
  if (kind === 'templates') return result as JobResult<'templates'>;
  if (kind === 'extensions') return [];
  const checks =
    kind === 'service' ? (result as JobResult<'service'>).checks : (result as JobResult<'delivery'>);
  return checks.flatMap(({ findings }) => findings);
};

/** Checks that repeat what the code under test, or a tool that reads it, says. */
const FROM_TOOLS: readonly string[] = ['types', 'lint', 'format', 'unit', 'integration', 'acceptance'];

/** Checks name files, folders and "the code"; none of them is outside the tree. */
const isOutside = (place: string): boolean =>
  /^[/~]|^[a-z]:[/\\]|\\|[\p{C}\p{Zl}\p{Zp}]/iu.test(place) || place.split(/[/ ]/).includes('..');

const refuseOutside = (findings: readonly Finding[]): void => {
  if (findings.some(({ file }) => file !== undefined && isOutside(file)))
    throw forged('names a file outside the tree');
};

/** A report without the places outside the tree that a tool named. */
const withoutStrays = (report: QualityReport, job: Job): QualityReport => {
  const known = new Set(job.files.map(({ path }) => path));
  const kept = (finding: Finding): Finding => {
    const { file, line: _, ...rest } = finding;
    const isStray = file !== undefined && FROM_TOOLS.includes(finding.check) && !known.has(file);
    return isStray ? rest : finding;
  };
  return {
    ...report,
    checks: report.checks.map((check) => ({ ...check, findings: check.findings.map(kept) })),
  };
};

const checked = (job: Job, value: unknown): JobResult => {
  const { data: result } = resultSchemas[job.kind].safeParse(value);
  if (!result) throw forged('is not of its shape');
  refuseOutside(findingsOf(job.kind, result));
  if (job.kind !== 'service') return result;
  const report = result as QualityReport;
  if (report.service !== job.service.name) throw forged('is about another service');
  return withoutStrays(report, job);
};

/**
 * What came of a job, from an answer that anybody may have written. Throws the failure that the sandbox met, or kind `critical`
 * for a verdict that is not the sandbox's, not about this job, or not of its shape.
 */
export const readVerdict = <J extends Job>(
  { id, digest, job, verdictKey }: { id: string; digest: string; job: J; verdictKey: string },
  envelope: SignedEnvelope,
): JobResult<J['kind']> => {
  const text = openEnvelope(envelope, verdictKey);
  if (text === undefined) throw forged('was not written by it');
  const { data: verdict } = verdictSchema.safeParse(parsed(text));
  if (!verdict) throw forged('is none');
  if (verdict.job !== id || verdict.digest !== digest) throw forged('is about something else');
  if (!verdict.outcome.ok) {
    const { kind, message, criticalReason, retryAfterMs } = verdict.outcome.failure;
    throw new PortError(kind, message, {
      ...(criticalReason ? { criticalReason } : {}),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  return checked(job, verdict.outcome.value) as JobResult<J['kind']>;
};
