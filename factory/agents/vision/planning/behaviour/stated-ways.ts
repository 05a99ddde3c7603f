import type { Statement } from '../../../../domain/statement.ts';
import { isStateNoun } from '../../reading/behaviour/state-noun.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { valuesOf } from '../things.ts';
import {
  backTo,
  isAnswer,
  isAtHome,
  isEnding,
  isOutOfHand,
  isPause,
  isRefusal,
  isYes,
  stateOfVerb,
  verbOfState,
} from './life-cycle-words.ts';
import { behaviours, type Sketch } from './sketch.ts';
import { addMove, begin, follow, interrupt, reachable, refusedFrom, type Graph } from './state-graph.ts';

/** "a, b, c or d": a way a → b → c; the last, and every refusal, can be reached from all states that are not yet an end. */
export const readChain = (
  graph: Graph,
  states: readonly string[],
  otherwise: boolean,
  statements: Statement[],
  tagger: Tagger,
): void => {
  const [first, ...rest] = states;
  if (first === undefined) return;
  begin(graph, first);
  const verbs = new Map(rest.map((state) => [state, verbOfState(state, tagger)]));
  const verbOf = (state: string) => verbs.get(state) ?? '';
  const isLast = (state: string) => otherwise && rest.length > 1 && state === rest.at(-1);
  const way = rest.filter((state) => !isRefusal(verbOf(state)) && !isPause(verbOf(state)) && !isLast(state));
  for (const state of way) {
    addMove(graph, { verb: verbOf(state), statements }, [graph.path.at(-1) ?? first], state);
    graph.path.push(state);
  }
  const pauses = rest.filter((state) => isPause(verbOf(state)));
  for (const state of pauses) {
    const before = rest[rest.indexOf(state) - 1];
    interrupt(
      graph,
      { verb: verbOf(state), statements },
      before !== undefined && way.includes(before) ? before : first,
      state,
    );
  }
  for (const state of rest.filter((each) => !way.includes(each) && !pauses.includes(each))) {
    const from = isEnding(verbOf(state)) ? [...graph.path, ...pauses] : refusedFrom(graph, verbOf(state));
    addMove(graph, { verb: verbOf(state), statements }, from, state);
  }
  if (isAtHome(first)) {
    for (const move of graph.moves) move.from = [first];
    graph.path.splice(1);
    addMove(
      graph,
      { verb: backTo(first), statements },
      states.filter((state) => state !== first),
      first,
    );
  }
  // As the text orders them.
  graph.states.sort((one, other) => states.indexOf(one) - states.indexOf(other));
};

/** "a status which is one of open, paid or cancelled" */
export const readChoice = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
  const choice = sketch.attributes.find(({ name, nature }) => nature === 'choice' && isStateNoun(name));
  if (!choice || graph.initial !== undefined) return;
  const statements = sketch.thing.statements.filter(({ constraints }) =>
    constraints.some(({ kind, value }) => kind === 'choice' && value.startsWith(`${choice.name}: `)),
  );
  graph.statements.push(...statements);
  const steps = valuesOf(sketch.thing.statements, 'steps').includes(choice.name);
  readChain(graph, choice.choices, !steps, statements, tagger);
};

export const readMoves = (sketch: Sketch, graph: Graph): void => {
  for (const statement of behaviours(sketch, 'moves')) {
    const { verbs, steps } = statement.behaviour;
    const source = { statements: [statement], actor: statement.actor };
    graph.statements.push(statement);
    const [first, ...rest] = verbs;
    if (first === undefined) continue;
    follow(graph, { ...source, verb: first });
    const from = graph.moves.find((move) => move.to === stateOfVerb(first))?.from;
    for (const verb of rest)
      follow(graph, { ...source, verb }, steps || (isRefusal(verb) && !isAnswer(verb)) ? undefined : from);
    if (!steps && rest.length > 0) graph.path.splice(graph.path.indexOf(stateOfVerb(first)) + 1);
  }
};

export const readGates = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
  for (const statement of behaviours(sketch, 'gate')) {
    const { verbs, state, allowed, also } = statement.behaviour;
    graph.statements.push(statement);
    const reach = verbOfState(state, tagger);
    if (!graph.states.includes(state)) follow(graph, { verb: reach, statements: [statement] });
    for (const verb of verbs) {
      const move = graph.moves.find((each) => each.verb === verb);
      if (also && move) move.from = [...new Set([...move.from, state])];
      else if (allowed && move) move.from = [state];
      else if (allowed) follow(graph, { verb, statements: [statement] }, [state]);
      else if (move) {
        const later = reachable(graph.moves, [state]);
        move.from = move.from.filter((each) => !later.has(each));
      } else
        follow(graph, { verb, statements: [statement] }, graph.moves.find((each) => each.to === state)?.from);
    }
  }
};

/** What is let out of hand is answered after that, whatever the text names first. */
const arrive = (graph: Graph, source: Parameters<typeof follow>[1], state: string): void => {
  const answers = graph.moves.filter(({ verb }) => isYes(verb) || isAnswer(verb));
  if (!isOutOfHand(source.verb) || answers.length === 0) {
    follow(graph, source);
    return;
  }
  addMove(graph, source, [graph.initial ?? state], state);
  for (const move of answers) move.from = move.from.map((each) => (each === graph.initial ? state : each));
};

export const readFrozen = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
  for (const statement of behaviours(sketch, 'frozen'))
    for (const state of [...statement.behaviour.states, ...(statement.behaviour.except ?? [])])
      if (!graph.states.includes(state)) {
        graph.statements.push(statement);
        begin(graph, statement.behaviour.except ? state : 'draft');
        if (graph.initial !== state)
          arrive(graph, { verb: verbOfState(state, tagger), statements: [statement] }, state);
      }
};
