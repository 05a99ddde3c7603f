import type { Statement } from '../../../../domain/statement.ts';
import { isStateVerb } from '../../reading/behaviour/state-words.ts';
import { verbOf } from '../../reading/verbs.ts';
import { isOpenWord, prolongs, stateOfVerb } from './life-cycle-words.ts';
import { behaviours, type Sketch } from './sketch.ts';
import { addMove, begin, follow, openStates, type Graph } from './state-graph.ts';

/** Whether a verb leads to a state that nothing leads to yet. */
export const isNew = (sketch: Sketch, graph: Graph, verb: string): boolean =>
  isStateVerb(verb) && verb !== sketch.recordVerb && !graph.moves.some((move) => move.verb === verb);

/** "set done": whoever leads it to a state; no step of its own. */
const SETS = /^set /;

/** "only a teacher can grade": a verb of the text's own. */
const isOwnVerb = (sketch: Sketch, graph: Graph, verb: string): boolean =>
  verbOf(verb) === undefined &&
  !SETS.test(verb) &&
  verb !== sketch.recordVerb &&
  !sketch.ledger &&
  !graph.moves.some((move) => move.verb === verb);

const imply = (graph: Graph, statement: Statement, verb: string, actor?: string): void => {
  graph.statements.push(statement);
  follow(graph, { verb, statements: [statement], actor });
};

/** Verbs that rules speak of bring about states, too. */
export const readRuleVerbs = (sketch: Sketch, graph: Graph): void => {
  for (const kind of ['window', 'permission', 'own'] as const)
    for (const statement of behaviours(sketch, kind))
      for (const verb of statement.behaviour.verbs)
        if (isNew(sketch, graph, verb) || (kind === 'permission' && isOwnVerb(sketch, graph, verb)))
          imply(graph, statement, verb, kind === 'own' ? statement.actor : undefined);
};

export const readDue = (sketch: Sketch, graph: Graph): void => {
  for (const statement of behaviours(sketch, 'due')) {
    const { since, unless } = statement.behaviour;
    for (const verb of [since, unless].flatMap((each) => each ?? [])) {
      const attribute = sketch.attributes.some(({ name }) => name.endsWith(verb));
      if (!attribute && isNew(sketch, graph, verb)) imply(graph, statement, verb);
    }
  }
};

/** What is failed and what is done: "no-show" and "shown up" of "show up". */
export const blockedState = (verb: string, fails: boolean): string => {
  if (!fails) return /ed$|^no-/.test(verb) ? verb : stateOfVerb(verb);
  return verb.includes(' ') || verb === 'show' ? `no-${verb.split(' ')[0]}` : `not ${stateOfVerb(verb)}`;
};

export const readBlocks = (sketch: Sketch, graph: Graph): void => {
  for (const statement of behaviours(sketch, 'block')) {
    const { verb, fails } = statement.behaviour;
    const state = blockedState(verb, fails);
    if (graph.states.includes(state)) continue;
    graph.statements.push(statement);
    begin(graph, 'open');
    const from = openStates(graph);
    const good = fails ? (verb === 'show' ? 'show up' : verb) : undefined;
    if (good && !graph.states.includes(stateOfVerb(good)))
      addMove(graph, { verb: good, statements: [statement] }, from, stateOfVerb(good));
    const marked = fails || verb.endsWith('ed');
    addMove(graph, { verb: marked ? `mark ${state}` : verb, statements: [statement] }, from, state);
  }
};

/** "at most three open bookings": the adjective is where they begin. */
export const readLimits = (sketch: Sketch, graph: Graph): void => {
  for (const { behaviour } of behaviours(sketch, 'limit'))
    if (behaviour.state !== undefined && isOpenWord(behaviour.state) && sketch.doing)
      begin(graph, behaviour.state);
};

const HANDED_OVER = /^(?:borrow|rent|hire|lease|lend|loan|check out)$/;

/** How one ends of which the text does not say it: what was handed over is returned. Answers the state. */
const addEnd = ({ recordVerb = '' }: Sketch, graph: Graph, statement: Statement): string => {
  const verb = HANDED_OVER.test(recordVerb) ? 'return' : 'close';
  addMove(graph, { verb, statements: [statement] }, [graph.initial ?? 'open'], stateOfVerb(verb));
  graph.statements.push(statement);
  return stateOfVerb(verb);
};

/** Without another way out, what is open must be able to end, or a limit of open ones would stop everything. */
export const closeLimits = (sketch: Sketch, graph: Graph): void => {
  const limit = behaviours(sketch, 'limit').find(
    ({ behaviour }) => behaviour.state !== undefined && isOpenWord(behaviour.state),
  );
  if (!limit || graph.moves.some(({ verb }) => !prolongs(verb))) return;
  begin(graph, limit.behaviour.state ?? 'open');
  const ended = addEnd(sketch, graph, limit);
  sketch.assumptions.push(
    `A ${sketch.name} is ${ended} at some time, because the text limits the open ones.`,
  );
};

/** What becomes due must be able to end, or it would stay so for ever. */
export const closeDue = (sketch: Sketch, graph: Graph): void => {
  const [due] = behaviours(sketch, 'due');
  if (!due || graph.moves.some(({ verb }) => !prolongs(verb))) return;
  begin(graph, 'open');
  const ended = addEnd(sketch, graph, due);
  sketch.assumptions.push(
    `A ${sketch.name} is ${ended} at some time, because the text says that it becomes ${due.behaviour.attribute}.`,
  );
};
