import { isState } from '../../reading/behaviour/state-words.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { sameThing } from '../things.ts';
import { isOpenWord, verbOfState } from './life-cycle-words.ts';
import { behaviours, type Sketch } from './sketch.ts';
import { follow, type Graph } from './state-graph.ts';

/** "nobody can vote after the poll was closed": a poll can be closed, wherever else the text says it. */
export const readNeededStates = (
  sketch: Sketch,
  all: readonly Sketch[],
  graph: Graph,
  tagger: Tagger,
): void => {
  for (const other of all)
    for (const statement of behaviours(other, 'while')) {
      const { of, state } = statement.behaviour;
      if (!sameThing(of, sketch.name) || graph.states.includes(state)) continue;
      if (isOpenWord(state) || !isState(state)) continue;
      graph.statements.push(statement);
      follow(graph, { verb: verbOfState(state, tagger), statements: [statement] });
    }
};
