import { fixRound } from '../../../factory/agents/fixing/fix-round.ts';
import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import { errorPolicy } from '../../../factory/domain/error-policy.ts';
import type { FixStrategy } from '../../../factory/domain/fix-strategy.ts';
import type { Finding } from '../../../factory/domain/quality-report.ts';
import type { Round } from '../../../factory/domain/quality-rounds.ts';
import { formatFiles } from '../../../factory/generators/format-files.ts';
import { inspectDelivery } from '../../../factory/verification/inspect-delivery.ts';
import { inspectTemplates } from '../../../factory/verification/inspect-templates.ts';

const tools = { format: formatFiles, inspect: inspectDelivery(inspectTemplates()) };

export type Outcome = {
  result: 'not found' | 'fixed' | 'escalated';
  /** Strategies that changed something, in their order. */
  strategies: FixStrategy[];
  /** Rules of the first and of the last findings. */
  found: string[];
  left: string[];
  /** What the strategies changed, round by round. */
  diffs: string[];
  files: GeneratedFile[];
};

const rulesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule))];

/** Checks and fixes a tree in turns, as the quality loop does, until nothing is found, no strategy is left, or the rounds are used up. */
export const fixRounds = async (
  start: readonly GeneratedFile[],
  regenerated: readonly GeneratedFile[],
  check: (files: readonly GeneratedFile[], round: number) => Promise<Finding[]>,
): Promise<Outcome> => {
  let rounds: Round[] = [];
  let files = [...start];
  let findings = await check(files, 0);
  const strategies: FixStrategy[] = [];
  const diffs: string[] = [];
  const found = rulesOf(findings);
  if (findings.length === 0) return { result: 'not found', strategies, found, left: [], diffs, files };
  for (let round = 1; round <= errorPolicy['quality-gate'].rounds && findings.length > 0; round += 1) {
    const fix = await fixRound({ files, findings, regenerated, rounds }, round, tools);
    if (fix.strategy === undefined) break;
    ({ files, rounds } = fix);
    strategies.push(fix.strategy);
    diffs.push(rounds.at(-1)?.diff ?? '');
    findings = await check(files, round);
  }
  const result = findings.length === 0 ? 'fixed' : 'escalated';
  return { result, strategies, found, left: rulesOf(findings), diffs, files };
};
