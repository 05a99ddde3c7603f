import { redactSecrets } from '../domain/secrets.ts';
import type { CheckName, CheckResult, Finding } from '../domain/quality-report.ts';

/** What a check looked at and what it found. */
export type Inspection = {
  /** How many things were looked at; a check that looked at none did not pass. */
  inspected: number;
  /** What was counted, plural: `files`, `requests`. */
  unit: string;
  findings: Finding[];
  /** Output of the tool, where there is one. */
  evidence?: string;
  /** One line beside the count, for a check that passed. */
  remark?: string;
};

/** Why a check could not run on this machine, or after another check failed. */
export type NotRun = { notRun: string };

const MAX_EVIDENCE = 8_000;
const MAX_FINDINGS = 100;
const MAX_TEXT = 2_000;

/** Cut to what a report may hold, without credentials: what a tool printed may have any. */
const clip = (text: string): string => {
  const clean = redactSecrets(text);
  return clean.length <= MAX_TEXT ? clean : `${clean.slice(0, MAX_TEXT - 1)}…`;
};

/** Findings are cut to what a report may hold; the tail of the output is what explains a failure. */
const bounded = (finding: Finding): Finding => ({
  ...finding,
  message: clip(finding.message),
  suggestion: clip(finding.suggestion),
});

const statusOf = ({ inspected, findings }: Inspection) =>
  inspected > 0 && findings.length === 0 ? 'passed' : 'failed';

const detailOf = ({ inspected, unit, findings, remark }: Inspection): string => {
  const [first] = findings;
  if (inspected === 0) return `no ${unit} to inspect`;
  if (!first) return remark === undefined ? `${inspected} ${unit}` : `${inspected} ${unit}, ${remark}`;
  const place =
    first.file === undefined ? '' : `${first.file}${first.line === undefined ? '' : `:${first.line}`}: `;
  const rest = findings.length === 1 ? '' : ` (and ${findings.length - 1} more)`;
  return clip(`${place}${first.message.replace(/\s+/g, ' ')}${rest}`);
};

/** Turns an inspection into a check's result. A check that inspected nothing fails. */
export const resultOf = (
  name: CheckName,
  durationMs: number,
  inspection: Inspection | NotRun,
): CheckResult => {
  const rounded = Math.round(durationMs);
  if ('notRun' in inspection) {
    const { notRun } = inspection;
    return {
      name,
      status: 'not-run',
      detail: notRun,
      inspected: 0,
      durationMs: rounded,
      evidence: '',
      findings: [],
    };
  }
  return {
    name,
    status: statusOf(inspection),
    detail: detailOf(inspection),
    inspected: inspection.inspected,
    durationMs: rounded,
    evidence: redactSecrets(inspection.evidence ?? '').slice(-MAX_EVIDENCE),
    findings: inspection.findings.slice(0, MAX_FINDINGS).map(bounded),
  };
};

/** Tells the time; durations are measured with it. */
export type Clock = { now(): Date };

/** Runs a check and measures it. An error is not a result: it is thrown. */
export const runCheck = async (
  clock: Clock,
  name: CheckName,
  inspect: () => Inspection | NotRun | Promise<Inspection | NotRun>,
): Promise<CheckResult> => {
  const started = clock.now().getTime();
  const inspection = await inspect();
  return resultOf(name, clock.now().getTime() - started, inspection);
};
