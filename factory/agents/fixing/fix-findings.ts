import type { GeneratedFile } from '../../domain/artifact.ts';
import { fixStrategySchema, type FixStrategy } from '../../domain/fix-strategy.ts';
import type { Finding } from '../../domain/quality-report.ts';

/** The strategy that a finding meets next; `undefined` when none is left. */
export const nextStrategy = (_finding: Finding, tried: readonly FixStrategy[]): FixStrategy | undefined =>
  fixStrategySchema.options.find((strategy) => !tried.includes(strategy));

/** Meets findings with a strategy. `regenerated` is the tree as its generators write it again. */
export const fixFindings = ({
  strategy,
  findings,
  regenerated,
}: {
  strategy: FixStrategy;
  files: readonly GeneratedFile[];
  findings: readonly Finding[];
  regenerated: readonly GeneratedFile[];
}): { files: GeneratedFile[]; removed: string[] } => {
  const named = new Set(findings.map(({ file }) => file));
  const files =
    strategy === 'regenerate-service' ? regenerated : regenerated.filter(({ path }) => named.has(path));
  return { files: [...files], removed: [] };
};
