import type { Lifecycle } from '../../domain/aggregate.ts';
import { wordName } from './identifiers.ts';
import type { NamedMove, NamedThing } from './named-thing.ts';
import { rulesOf, stateNamed } from './thing.ts';

/** States that come after one of these, and these themselves. */
const andLater = (moves: readonly NamedMove[], states: readonly string[]): Set<string> => {
  const reached = new Set(states);
  for (const state of reached) for (const { from, to } of moves) if (from.includes(state)) reached.add(to);
  return reached;
};

/**
 * States in which nothing changes any more: those the plan names and all that come after; where it names none, those that
 * nothing leads out of.
 */
const frozenStates = (thing: NamedThing): Set<string> => {
  const { lifecycle } = thing.subject;
  const told = rulesOf(thing, 'frozen')
    .flatMap(({ states }) => states)
    .flatMap((state) => stateNamed(thing, state) ?? []);
  if (told.length > 0) {
    const named = told.map(wordName);
    const initial = wordName(lifecycle?.initial ?? '');
    return new Set(
      [...andLater(thing.moves, named)].filter((state) => state !== initial || named.includes(state)),
    );
  }
  const left = new Set(thing.moves.flatMap(({ from }) => from));
  return new Set((lifecycle?.states ?? []).map(wordName).filter((state) => !left.has(state)));
};

const timeoutsOf = (thing: NamedThing): Lifecycle['timeouts'] =>
  rulesOf(thing, 'timeout').flatMap(({ state, after, to }) => {
    const move = thing.moves.find(
      (each) => each.automatic && each.from.includes(wordName(state)) && each.to === wordName(to),
    );
    return move ? [{ state: wordName(state), after, useCase: move.useCase }] : [];
  });

/** The life cycle of a thing that has one. */
export const designLifecycle = (thing: NamedThing): Lifecycle | undefined => {
  const { lifecycle, name } = thing.subject;
  if (!lifecycle) return undefined;
  const frozen = frozenStates(thing);
  return {
    field: thing.statusField,
    initial: wordName(lifecycle.initial),
    states: lifecycle.states.map((state) => ({
      name: wordName(state),
      description: `The ${name} is ${state}.`,
      frozen: frozen.has(wordName(state)),
    })),
    timeouts: timeoutsOf(thing),
  };
};
