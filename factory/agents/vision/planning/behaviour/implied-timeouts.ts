import { isNew } from './implied-states.ts';
import { isOpenWord, stateOfVerb } from './life-cycle-words.ts';
import { behaviours, type Sketch, type StatementOf } from './sketch.ts';
import { addMove, begin, follow, type Graph } from './state-graph.ts';

const CREATES =
  /^(?:start|begin|open|create|creat|add|make|record|place|register|submit|set up|file|launch|buy|purchase|made|creation|purchase)$/;

/** A state that is named by itself or by the verb that leads to it. */
const namedState = (graph: Graph, word: string | undefined): string | undefined =>
  word === undefined ? undefined : [word, stateOfVerb(word)].find((state) => graph.states.includes(state));

/** The state that the clock ends: named, before what did not happen, or where it begins. */
const timedState = (graph: Graph, { behaviour }: StatementOf<'expiry'>, initial: string): string => {
  const { state, unless } = behaviour;
  const missed = graph.moves.find((move) => move.verb === unless);
  return namedState(graph, state) ?? missed?.from.at(0) ?? initial;
};

/** "30 days after it was started" of what nothing else starts: after it was made. */
const isCreation = (graph: Graph, verb: string | undefined): boolean =>
  verb !== undefined && CREATES.test(verb) && namedState(graph, verb) === undefined;

/** What is late can still be done. */
const markByClock = ({ moves }: Graph, marked: Graph['moves'][number], from: string): void => {
  Object.assign(marked, { by: 'clock', from: [from] });
  for (const move of moves)
    if (move !== marked && move.by === 'caller' && move.from.includes(from) && !move.from.includes(marked.to))
      move.from.push(marked.to);
};

const readTimeout = (sketch: Sketch, graph: Graph, statement: StatementOf<'expiry'>): void => {
  const { verb, unless } = statement.behaviour;
  const state = isCreation(graph, statement.behaviour.state) ? undefined : statement.behaviour.state;
  graph.statements.push(statement);
  const initial = begin(graph, state && isOpenWord(state) ? state : 'open');
  if (unless && !graph.moves.some((move) => move.verb === unless))
    follow(graph, { verb: unless, statements: [statement] });
  if (state && namedState(graph, state) === undefined && isNew(sketch, graph, state))
    follow(graph, { verb: state, statements: [statement] });
  const marked = graph.moves.find((move) => move.verb === verb && verb.startsWith('mark '));
  if (marked) {
    markByClock(graph, marked, timedState(graph, statement, initial));
    marked.statements.push(statement);
    return;
  }
  const taken = graph.moves.some((move) => move.verb === verb && move.by === 'caller');
  const source = { verb: taken ? 'time out' : verb, statements: [statement] };
  addMove(graph, source, [timedState(graph, statement, initial)], stateOfVerb(verb), 'clock');
};

export const readTimeouts = (sketch: Sketch, graph: Graph): void => {
  if (sketch.ledger) return;
  for (const statement of behaviours(sketch, 'expiry')) readTimeout(sketch, graph, statement);
};
