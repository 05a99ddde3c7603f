import type { Expression } from '../../../../domain/expression.ts';
import { candidatesFor, type Candidate } from './candidates.ts';
import { valueIn } from './evaluate.ts';
import { nearMisses } from './near-misses.ts';
import { sameKnob, type Place, type World } from './world.ts';

/** A world, and what an expression comes to in it. */
export type Case = { world: World; value: unknown };

type Question = { expression: Expression; place: Place; isPossible: (world: World) => boolean };

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

const distinct = (candidates: readonly Candidate[]): Candidate[] => {
  const seen = new Set<string>();
  return candidates.filter(({ world }) => {
    const key = JSON.stringify(world);
    return !seen.has(key) && seen.add(key);
  });
};

/** More than this many worlds are not looked at. */
const most = 600;

const poolOf = (
  { expression, place, isPossible }: Question,
  worlds: readonly World[],
  depth: number,
): Candidate[] => {
  const around = distinct(worlds.flatMap((world) => candidatesFor(expression, place, world))).slice(0, most);
  const deeper =
    depth > 1
      ? distinct(around.flatMap(({ world }) => candidatesFor(expression, place, world))).slice(0, most)
      : [];
  return distinct([...around, ...deeper]).filter(({ world }) => isPossible(world));
};

/** The values that one knob takes around the first bound at which the expression changes. */
const firstBound = ({ expression, place }: Question, pool: readonly Candidate[]): Candidate[] => {
  const value = ({ world }: Candidate) => valueIn(expression, place, world);
  const knobs = pool.flatMap(({ knob }) => (knob ? [knob] : []));
  const rows = knobs.map((knob) =>
    pool.filter((other) => other.knob && sameKnob(other.knob, knob)).slice(0, 3),
  );
  return rows.find((row) => new Set(row.map(value)).size > 1) ?? [];
};

/** Adds worlds in which wrong expressions come to something else, until each that can be told is told. */
const telling = (
  { expression, place }: Question,
  pool: readonly Candidate[],
  chosen: readonly Candidate[],
): Candidate[] => {
  const tells =
    (wrong: Expression) =>
    ({ world }: Candidate) =>
      !same(valueIn(wrong, place, world), valueIn(expression, place, world));
  return nearMisses(expression).reduce<Candidate[]>(
    (kept, wrong) => {
      if (kept.some(tells(wrong))) return kept;
      const found = pool.find(tells(wrong));
      return found ? [...kept, found] : kept;
    },
    [...chosen],
  );
};

/**
 * Cases of an expression: both sides of its bounds, and whatever tells it from the expressions that are wrong in one place.
 * `worlds` are where the search begins; `isPossible` says which worlds a test can make.
 */
export const boundaryCases = (
  expression: Expression,
  place: Place,
  worlds: readonly World[],
  isPossible: (world: World) => boolean = () => true,
): Case[] => {
  const question = { expression, place, isPossible };
  const pool = poolOf(question, worlds, 2);
  const first = firstBound(question, pool);
  const cases = telling(question, pool, first.length > 0 ? first : pool.slice(0, 1));
  return cases.map(({ world }) => ({ world, value: valueIn(expression, place, world) }));
};
