import { isStateNoun } from '../../reading/behaviour/state-noun.ts';
import { closeDue, closeLimits, readBlocks, readDue, readLimits, readRuleVerbs } from './implied-states.ts';
import { readNeededStates } from './needed-states.ts';
import { readTimeouts } from './implied-timeouts.ts';
import { readExpiryDates } from './expiry-dates.ts';
import { valuesOf } from '../things.ts';
import { capitalised, withArticle } from '../wording.ts';
import { isAtHome, stateOfVerb, verbOfState } from './life-cycle-words.ts';
import { behaviours, type Sketch, type Sketches } from './sketch.ts';
import { begin, reachable, type Graph } from './state-graph.ts';
import { readProlonging } from './prolonging.ts';
import { readBeginning, readChain, readChoice, readFrozen, readGates, readMoves } from './stated-ways.ts';

/** The states of a thing and what leads from one to another, put together from everything the text says about it. */
export const sketchLifecycle = (sketch: Sketch, { all, tagger }: Sketches): void => {
  readExpiryDates(sketch);
  const graph: Graph = { initial: undefined, path: [], states: [], moves: [], statements: [] };
  readBeginning(sketch, graph);
  for (const statement of behaviours(sketch, 'states')) {
    graph.statements.push(statement);
    readChain(graph, statement.behaviour.states, statement.behaviour.otherwise, [statement], tagger);
  }
  readChoice(sketch, graph, tagger);
  readLimits(sketch, graph);
  if (valuesOf(sketch.thing.statements, 'created-as').some((verb) => /^opens?$/.test(verb)))
    begin(graph, 'open');
  readMoves(sketch, graph);
  readFrozen(sketch, graph, tagger);
  readDue(sketch, graph);
  readRuleVerbs(sketch, graph);
  readTimeouts(sketch, graph);
  readNeededStates(sketch, all, graph, tagger);
  readBlocks(sketch, graph);
  readGates(sketch, graph, tagger);
  closeLimits(sketch, graph);
  closeDue(sketch, graph);
  readProlonging(graph);
  const { initial, states } = graph;
  const moves = graph.moves.filter(({ from }) => from.length > 0);
  if (initial === undefined || moves.length === 0) return;
  const reached = states.filter((state) => state === initial || moves.some(({ to }) => to === state));
  sketch.attributes = sketch.attributes.filter(({ name }) => !isStateNoun(name));
  const begun = verbOfState(initial, tagger);
  const adds =
    behaviours(sketch, 'initial').length > 0 ||
    sketch.thing.statements.some(({ verb }) => verb !== undefined);
  if (!adds && !/^mark |^open$/.test(begun) && stateOfVerb(begun) === initial) sketch.recordVerb ??= begun;
  if (isAtHome(initial) && moves.some(({ to }) => to === initial))
    sketch.assumptions.push(
      `${capitalised(withArticle(sketch.name))} can become ${initial} again from every other state, because the text names no end.`,
    );
  sketch.lifecycle = { initial, states: reached, moves, statements: [...new Set(graph.statements)] };
};

/** States that nothing leaves. */
export const finalStates = ({ states, moves }: NonNullable<Sketch['lifecycle']>): string[] =>
  states.filter((state) => !moves.some(({ from }) => from.includes(state)));

/** A state and all that can come after it, as the text orders them. */
export const reachableFrom = (
  lifecycle: NonNullable<Sketch['lifecycle']>,
  start: readonly string[],
): string[] => {
  const found = reachable(lifecycle.moves, start);
  // What leads back to the start comes before it.
  const before = (state: string) => start.some((each) => reachable(lifecycle.moves, [state]).has(each));
  return lifecycle.states.filter((state) => start.includes(state) || (found.has(state) && !before(state)));
};
