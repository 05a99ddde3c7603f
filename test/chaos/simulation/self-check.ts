import { oracles } from './oracles/oracles.ts';
import { simulate } from './simulate.ts';

/** Seeds in which a planted fault must be seen. */
const MOST_SEEDS = 60;

export type Caught = {
  oracle: string;
  /** The first seed in which its plant was seen; absent where it never was. */
  seed: number | undefined;
  /** What it says of the plant. */
  says: string;
};

/** Holds each oracle against the fault that it must see. An oracle that sees nothing is no check. */
export const selfCheck = async (): Promise<Caught[]> => {
  const caught: Caught[] = [];
  for (const { name, plant, check } of oracles) {
    let found: Caught = { oracle: name, seed: undefined, says: '' };
    for (let seed = 1; seed <= MOST_SEEDS && found.seed === undefined; seed += 1) {
      const [says] = check(await simulate(seed, plant()));
      if (says !== undefined) found = { oracle: name, seed, says };
    }
    caught.push(found);
  }
  return caught;
};

/** Which oracles did not see their plant. */
export const blind = (caught: readonly Caught[]): string[] =>
  caught.flatMap(({ oracle, seed }) => (seed === undefined ? [oracle] : []));

/** One line for all, or those that are blind. */
export const selfCheckLine = (caught: readonly Caught[]): string => {
  const missing = blind(caught);
  return missing.length === 0
    ? `${caught.length} oracles, each catches its plant: ${caught.map(({ oracle, seed }) => `${oracle} (seed ${seed})`).join(', ')}`
    : `${caught.length} oracles; blind to their plant: ${missing.join(', ')}`;
};
