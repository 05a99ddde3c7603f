import type { Statement } from '../../../../domain/statement.ts';
import { isStateNoun, NOMINAL_STATES } from '../../reading/behaviour/state-noun.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { LEFT_OVER } from '../../reading/constraint-kinds.ts';
import { CREATION } from '../services/settle-states.ts';
import { valuesOf } from '../things.ts';
import {
  backTo,
  isAnswer,
  isAtHome,
  isEnding,
  isOutOfHand,
  isPause,
  isRefusal,
  leadsBack,
  prolongs,
  isYes,
  stateOfVerb,
  verbOfState,
} from './life-cycle-words.ts';
import { behaviours, refuse, type Sketch } from './sketch.ts';
import { addMove, begin, follow, interrupt, reachable, refusedFrom, type Graph } from './state-graph.ts';

/** "filed", "raised": what is done to put one in. */
const PUTS_IN = /^(?:file|submit|raise|report|post|place|propose|lodge)s?$/;

/** Where it begins: as the text says, or by what puts one in where the states that are named come after that. */
export const readBeginning = (sketch: Sketch, graph: Graph): void => {
  for (const statement of behaviours(sketch, 'initial')) {
    begin(graph, statement.behaviour.state);
    graph.statements.push(statement);
  }
  const first = behaviours(sketch, 'states').at(0)?.behaviour.states[0];
  const created = valuesOf(sketch.thing.statements, 'created-as').find((verb) => PUTS_IN.test(verb));
  if (first === undefined || created === undefined || NOMINAL_STATES.test(first)) return;
  const state = stateOfVerb(created.replace(/^(\S+?)s(?= |$)/, '$1'));
  if (first.endsWith('ed') && !CREATION.test(first)) begin(graph, state);
};

/** "a, b, c or d": a way a → b → c; the last, and every refusal, can be reached from all states that are not yet an end. */
export const readChain = (
  graph: Graph,
  states: readonly string[],
  otherwise: boolean,
  statements: Statement[],
  tagger: Tagger,
): void => {
  const [named] = states;
  if (named === undefined) return;
  const first = begin(graph, named);
  const rest = states.filter((state) => state !== first);
  const verbs = new Map(rest.map((state) => [state, verbOfState(state, tagger)]));
  const verbOf = (state: string) => verbs.get(state) ?? '';
  // Behind a refusal the way goes on: "approved, rejected or paid out".
  const apart = otherwise && rest.length > 1 && !rest.slice(0, -1).some((state) => isRefusal(verbOf(state)));
  const isLast = (state: string) => apart && state === rest.at(-1);
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
  const order = [...new Set([first, ...states])];
  graph.states.sort((one, other) => order.indexOf(one) - order.indexOf(other));
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

/** "stored, claimed or handed over": a verb that leads to none of all the states there are. */
const isUnlisted = (sketch: Sketch, graph: Graph, verb: string): boolean =>
  behaviours(sketch, 'states').length > 0 &&
  (!leadsBack(verb) || verb === 'check in') &&
  !prolongs(verb) &&
  !graph.states.includes(stateOfVerb(verb)) &&
  !graph.moves.some((move) => move.verb === verb);

export const readMoves = (sketch: Sketch, graph: Graph): void => {
  for (const statement of behaviours(sketch, 'moves')) {
    const { verbs, steps } = statement.behaviour;
    if (verbs.some((verb) => isUnlisted(sketch, graph, verb))) {
      refuse(sketch, statement, 'The text lists the states of the thing; none of them is reached by this.');
      continue;
    }
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
    if (!allowed && verbs.every((verb) => isUnlisted(sketch, graph, verb))) {
      refuse(sketch, statement, LEFT_OVER.removal ?? '');
      continue;
    }
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
