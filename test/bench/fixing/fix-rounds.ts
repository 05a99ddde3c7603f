import { fixFindings, nextStrategy } from '../../../factory/agents/fixing/fix-findings.ts';
import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import type { FixStrategy } from '../../../factory/domain/fix-strategy.ts';
import type { Finding } from '../../../factory/domain/quality-report.ts';
import { formatFiles } from '../../../factory/generators/format-files.ts';
import { inspectDelivery } from '../../../factory/verification/inspect-delivery.ts';
import { findingKey } from '../../../factory/domain/quality-rounds.ts';

/** Rounds of fixing that the quality loop has. */
const ROUNDS = 5;

const inspect = inspectDelivery();

export type Outcome = {
  result: 'not found' | 'fixed' | 'escalated';
  /** Strategies that changed something, in their order. */
  strategies: FixStrategy[];
  /** Rules of the first and of the last findings. */
  found: string[];
  left: string[];
  files: GeneratedFile[];
};

type Tried = Map<string, FixStrategy[]>;
type Changed = { files: GeneratedFile[]; strategy: FixStrategy };

const triedOn = (tried: Tried, finding: Finding): FixStrategy[] => tried.get(findingKey(finding)) ?? [];

/** Meets findings with strategies that they have not met, until one changes something; `undefined` when none is left. */
const changedBy = async (
  files: readonly GeneratedFile[],
  findings: readonly Finding[],
  regenerated: readonly GeneratedFile[],
  tried: Tried,
): Promise<Changed | undefined> => {
  const next = (finding: Finding) => nextStrategy(finding, triedOn(tried, finding));
  for (
    let strategy = findings.map(next).find(Boolean);
    strategy;
    strategy = findings.map(next).find(Boolean)
  ) {
    const met = findings.filter((finding) => next(finding) === strategy);
    const result = await fixFindings({
      strategy,
      files,
      findings: met,
      regenerated,
      format: formatFiles,
      inspect,
    });
    for (const finding of met) tried.set(findingKey(finding), [...triedOn(tried, finding), strategy]);
    const before = new Map(files.map(({ path, content }) => [path, content]));
    const changed = result.files.filter(({ path, content }) => before.get(path) !== content);
    const removed = result.removed.filter((path) => before.has(path));
    const touched = new Set([...removed, ...changed.map(({ path }) => path)]);
    if (touched.size > 0)
      return { strategy, files: [...files.filter(({ path }) => !touched.has(path)), ...changed] };
  }
  return undefined;
};

const rulesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule))];

/** Checks and fixes a tree in turns, as the quality loop does, until nothing is found, no strategy is left, or the rounds are used up. */
export const fixRounds = async (
  start: readonly GeneratedFile[],
  regenerated: readonly GeneratedFile[],
  check: (files: readonly GeneratedFile[], round: number) => Promise<Finding[]>,
): Promise<Outcome> => {
  const tried: Tried = new Map();
  const strategies: FixStrategy[] = [];
  let files = [...start];
  let findings = await check(files, 0);
  const found = rulesOf(findings);
  if (findings.length === 0) return { result: 'not found', strategies, found, left: [], files };
  for (let round = 1; round <= ROUNDS && findings.length > 0; round += 1) {
    const changed = await changedBy(files, findings, regenerated, tried);
    if (!changed) break;
    files = changed.files;
    strategies.push(changed.strategy);
    findings = await check(files, round);
  }
  const result = findings.length === 0 ? 'fixed' : 'escalated';
  return { result, strategies, found, left: rulesOf(findings), files };
};
