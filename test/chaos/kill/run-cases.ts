import type { ChaosOptions, Outcome, Violation } from '../lib/part.ts';
import { planCases, type CaseKind } from './plan.ts';
import { runCase, type Surroundings } from './run-case.ts';

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

/** `engineering 3, quality 2`, the most frequent first. */
const counted = (names: readonly string[]): string =>
  [...Map.groupBy(names, (name) => name)]
    .map(([name, all]) => ({ name, count: all.length }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .map(({ name, count }) => `${name} ${count}`)
    .join(', ');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Runs the cases of a part, one after the other, as long as there is time. */
export const runCases = async (
  part: 'kill' | 'replayed',
  kills: number,
  kinds: readonly CaseKind[],
  options: ChaosOptions,
  given: Surroundings,
  print: (line: string) => void,
): Promise<Outcome> => {
  const cases = planCases(options.seed, kills, kinds, part === 'kill' ? 'time' : 'time and events');
  const count = part === 'kill' ? '--kills' : '--replayed';
  const violations: Violation[] = [];
  const [during, byKind, resumed]: [string[], string[], number[]] = [[], [], []];
  let planned = 0;
  for (const one of cases) {
    if (options.case !== undefined && options.case !== one.number) continue;
    if (options.timeLeft() <= 0) continue;
    planned += one.moments.length;
    const result = await runCase(one, given);
    during.push(...result.during);
    byKind.push(...result.during.map(() => one.kind));
    resumed.push(result.resumedMs);
    result.violations.forEach((what) => print(`  violated: ${what}`));
    const repeat = `--only ${part} --seed ${options.seed} ${count} ${kills} --case ${one.number}`;
    violations.push(...result.violations.map((what) => ({ what: `${one.kind}: ${what}`, repeat })));
    print(
      `case ${one.number} of ${cases.length}, ${one.kind}: killed in ${result.during.join(' and ') || 'no stage'}, ` +
        `resumed in ${seconds(result.resumedMs)}, ${result.violations.length} violated`,
    );
  }
  const missing = kills - during.length;
  const why = options.case === undefined ? 'no time left, or over before the kill' : 'one case was asked for';
  return {
    figures:
      `${during.length} of ${kills} kills (${counted(byKind)}; in ${counted(during)}), ` +
      `${resumed.length} runs resumed (median ${seconds(median(resumed))})`,
    violations,
    ...(missing > 0
      ? { notRun: `${missing} kills (${planned < kills ? why : 'over before the kill'})` }
      : {}),
  };
};
