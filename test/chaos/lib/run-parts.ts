import type { ChaosOptions, Outcome, Part } from './part.ts';
import { PART_NAMES, type PartName } from './parts.ts';

/** What became of a part: an outcome, or why it was not run. */
export type PartResult = { name: PartName; outcome: Outcome } | { name: PartName; notRun: string };

type Load = () => Promise<{ part: Part }>;

/** Runs the parts asked for, one after the other. What a part throws is a violation of it. */
export const runParts = async (
  parts: Readonly<Partial<Record<PartName, Load>>>,
  only: readonly PartName[],
  options: ChaosOptions,
  print: (line: string) => void,
): Promise<PartResult[]> => {
  const runOne = async (name: PartName): Promise<PartResult> => {
    const load = parts[name];
    if (!only.includes(name)) return { name, notRun: 'not asked for' };
    if (!load) return { name, notRun: 'there is no such part' };
    if (options.timeLeft() <= 0) return { name, notRun: 'no time left' };
    try {
      const { part } = await load();
      return { name, outcome: await part(options, (line) => print(`${name}: ${line}`)) };
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return {
        name,
        outcome: {
          figures: 'broken off',
          violations: [{ what, repeat: `--only ${name} --seed ${options.seed}` }],
        },
      };
    }
  };
  const results: PartResult[] = [];
  for (const name of PART_NAMES) results.push(await runOne(name));
  return results;
};

/** All violations, with the command that makes each happen again. */
export const violationLines = (results: readonly PartResult[]): string[] =>
  results.flatMap((result) =>
    'outcome' in result
      ? result.outcome.violations.map(
          ({ what, repeat }) => `VIOLATED ${result.name}: ${what}\n  repeat: npm run chaos -- ${repeat}`,
        )
      : [],
  );

const figuresOf = (result: PartResult): string => {
  if ('notRun' in result) return `${result.name}: not run (${result.notRun})`;
  const { figures, violations, notRun } = result.outcome;
  const rest = notRun === undefined ? '' : `, not run: ${notRun}`;
  return `${result.name}: ${figures}${rest}, ${violations.length} violated`;
};

/** The last line: what was done in each part, what was not, and how often something was violated. */
export const figuresLine = (results: readonly PartResult[], seed: number, seconds: number): string =>
  `chaos (seed ${seed}, ${Math.round(seconds)} s): ${results.map(figuresOf).join('; ')}`;
