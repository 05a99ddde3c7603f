import type { Finding } from '../../domain/quality-report.ts';
import type { Diagnostic } from '../../knowledge/diagnostics/diagnostic.ts';
import { diagnosticByCode } from '../../knowledge/diagnostics/diagnostics.ts';
import type { Repair } from './repairs/repair.ts';
import { repairs } from './repairs/repairs.ts';

const TOOLS: Readonly<Record<string, Diagnostic['tool']>> = { types: 'typescript', lint: 'oxlint' };

/** Rules of our own checks that are no diagnostics of a tool. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  'layers/unresolved-import': ['correct-module-path'],
};

/** What the knowledge base knows of a finding: by the code in its rule, `types/TS2304` or `lint/eslint(no-debugger)`. */
export const diagnosticFor = ({ check, rule }: Finding): Diagnostic | undefined => {
  const tool = TOOLS[check];
  const codes = tool ? rule.slice(check.length + 1).split(/[^\w-]+/) : [];
  return codes.map((code) => tool && diagnosticByCode(tool, code)).findLast(Boolean);
};

/** The repairs that are known for a finding, in the order of trying. */
export const repairsOf = (finding: Finding): Repair[] => {
  const names = OWN[finding.rule] ?? diagnosticFor(finding)?.repairs ?? [];
  return names.flatMap((name) => repairs[name] ?? []);
};
