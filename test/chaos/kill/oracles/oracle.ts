import type { Observation } from '../observe/observation.ts';

/** Says in words what must not be so; nothing where all is well. `E`: what is seen is held against. */
export type Oracle<E> = { name: string; check: (seen: Observation, expected: E) => readonly string[] };

/** What differs between two lists whose order does not matter. */
export const difference = (seen: readonly string[], expected: readonly string[]): string[] => {
  const surplus = new Map<string, number>();
  for (const one of seen) surplus.set(one, (surplus.get(one) ?? 0) + 1);
  for (const one of expected) surplus.set(one, (surplus.get(one) ?? 0) - 1);
  return [...surplus]
    .filter(([, count]) => count !== 0)
    .map(([one, count]) => `${count > 0 ? `${count} too many` : `${-count} missing`}: ${one.slice(0, 300)}`)
    .toSorted();
};

/** Asks all oracles; each line begins with the name of the one that speaks. */
export const judge = <E>(oracles: readonly Oracle<E>[], seen: Observation, expected: E): string[] =>
  oracles.flatMap(({ name, check }) => check(seen, expected).map((line) => `${name}: ${line}`));
