import type { ChaosOptions, Outcome } from '../lib/part.ts';
import { checkOracles } from './plants/check-oracles.ts';
import type { References } from './scenarios/undisturbed.ts';

/** Shows the oracles their plants, then runs the cases, unless only plants were asked for. */
export const withPlants = async (
  made: References,
  part: 'kill' | 'replayed',
  options: ChaosOptions,
  print: (line: string) => void,
  cases: () => Promise<Outcome>,
): Promise<Outcome> => {
  const { oracles, plants, violations } = checkOracles(made);
  const shown =
    violations.length === 0
      ? `${oracles} oracles, each catches its plant (${plants} plants)`
      : `${oracles} oracles, ${violations.length} of ${plants} plants not caught`;
  print(shown);
  const repeat = `--only ${part} --plant`;
  const blind = violations.map((what) => ({ what, repeat }));
  if (options.plant)
    return { figures: shown, violations: blind, notRun: 'kills (only plants were asked for)' };
  const outcome = await cases();
  return {
    ...outcome,
    figures: `${outcome.figures}, ${shown}`,
    violations: [...blind, ...outcome.violations],
  };
};
