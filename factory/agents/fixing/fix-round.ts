import type { GeneratedFile } from '../../domain/artifact.ts';
import { fixStrategySchema, type FixStrategy } from '../../domain/fix-strategy.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { findingKey, triedOn, type Round } from '../../domain/quality-rounds.ts';
import { fixFindings, nextStrategy, type Tools } from './fix-findings.ts';
import { lineDiff } from './line-diff.ts';

/** What a round begins with. */
export type Start = {
  files: readonly GeneratedFile[];
  findings: readonly Finding[];
  /** The tree as its generators write it again. */
  regenerated: readonly GeneratedFile[];
  /** All that was tried on these files before. */
  rounds: readonly Round[];
};

/** What a round made of the files; `strategy` is absent, and nothing changed, where none is left. */
export type Fix = {
  strategy?: FixStrategy;
  files: GeneratedFile[];
  changed: GeneratedFile[];
  removed: string[];
  /** Those of before and those of this round. */
  rounds: Round[];
};

const nextOf = (finding: Finding, rounds: readonly Round[]): FixStrategy | undefined =>
  nextStrategy(finding, triedOn(rounds, finding));

const smallest = (findings: readonly Finding[], rounds: readonly Round[]): FixStrategy | undefined => {
  const next = new Set(findings.map((finding) => nextOf(finding, rounds)));
  return fixStrategySchema.options.find((strategy) => next.has(strategy));
};

/**
 * The smallest strategy that is next for any finding. The layout of a file that has other findings waits for them: what repairs
 * a file formats it too.
 */
const strategyFor = ({ findings, rounds }: Start): FixStrategy | undefined => {
  const wrong = new Set(findings.filter(({ check }) => check !== 'format').map(({ file }) => file));
  const own = findings.filter(({ check, file }) => check !== 'format' || !wrong.has(file));
  return smallest(own, rounds) ?? smallest(findings, rounds);
};

/** One strategy on all findings that it is next for. */
const met = async (start: Start, round: number, strategy: FixStrategy, tools: Tools): Promise<Fix> => {
  const { files, rounds, regenerated } = start;
  const findings = start.findings.filter((finding) => nextOf(finding, rounds) === strategy);
  const result = await fixFindings({ strategy, files, findings, regenerated, ...tools });
  const before = new Map(files.map(({ path, content }) => [path, content]));
  const changed = result.files.filter(({ path, content }) => before.get(path) !== content);
  const removed = result.removed.filter((path) => before.has(path));
  const touched = new Set([...changed.map(({ path }) => path), ...removed]);
  const entry: Round = {
    round,
    strategy,
    findings: findings.map(findingKey),
    messages: findings.map(({ message }) => message.slice(0, 300)),
    changed: [...touched].toSorted(),
    diff: lineDiff(
      files.filter(({ path }) => touched.has(path)),
      changed,
    ),
  };
  const kept = files.filter(({ path }) => !touched.has(path));
  return { strategy, files: [...kept, ...changed], changed, removed, rounds: [...rounds, entry] };
};

/**
 * Meets findings with strategies that they have not met before, until one changes something. A strategy that changes nothing
 * is written down and costs no round.
 */
export const fixRound = async (start: Start, round: number, tools: Tools): Promise<Fix> => {
  let rounds = [...start.rounds];
  for (;;) {
    const now = { ...start, rounds };
    const strategy = strategyFor(now);
    if (strategy === undefined) return { files: [...start.files], changed: [], removed: [], rounds };
    const fix = await met(now, round, strategy, tools);
    if (fix.changed.length + fix.removed.length > 0) return fix;
    rounds = fix.rounds;
  }
};
