import { isStateVerb } from '../../reading/behaviour/state-words.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { isOpenWord, stateOfVerb } from './life-cycle-words.ts';
import { behaviours, type Sketch } from './sketch.ts';
import { addMove, begin, follow, openStates, type Graph } from './state-graph.ts';

/** Verbs that rules speak of bring about states, too. */
export const readRuleVerbs = (sketch: Sketch, graph: Graph): void => {
  const { statements } = sketch.thing;
  for (const statement of statements) {
    const { behaviour } = statement;
    if (behaviour?.kind !== 'window' && behaviour?.kind !== 'permission' && behaviour?.kind !== 'own')
      continue;
    for (const verb of behaviour.verbs)
      if (
        isStateVerb(verb) &&
        verb !== sketch.recordVerb &&
        !graph.moves.some((move) => move.verb === verb)
      ) {
        graph.statements.push(statement);
        follow(graph, {
          verb,
          statements: [statement],
          actor: behaviour.kind === 'own' ? statement.actor : undefined,
        });
      }
  }
};

export const readDue = (sketch: Sketch, graph: Graph): void => {
  for (const statement of behaviours(sketch, 'due')) {
    const { since, unless } = statement.behaviour;
    for (const verb of [since, unless])
      if (
        verb !== undefined &&
        verb !== sketch.recordVerb &&
        !sketch.attributes.some(({ name }) => name.endsWith(verb)) &&
        isStateVerb(verb) &&
        !graph.moves.some((move) => move.verb === verb)
      ) {
        graph.statements.push(statement);
        follow(graph, { verb, statements: [statement] });
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
    addMove(
      graph,
      {
        verb: fails ? `mark ${state}` : verb.endsWith('ed') ? `mark ${state}` : verb,
        statements: [statement],
      },
      from,
      state,
    );
  }
};

export const readTimeouts = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
  if (sketch.ledger) return;
  for (const statement of behaviours(sketch, 'expiry')) {
    const { verb, state, unless } = statement.behaviour;
    graph.statements.push(statement);
    begin(graph, state && isOpenWord(state) ? state : 'open');
    if (unless && !graph.moves.some((move) => move.verb === unless))
      follow(graph, { verb: unless, statements: [statement] });
    const given =
      state !== undefined && graph.states.includes(state)
        ? state
        : state !== undefined && graph.states.includes(stateOfVerb(state))
          ? stateOfVerb(state)
          : undefined;
    if (state && !given && !isOpenWord(state) && isStateVerb(state) && state !== sketch.recordVerb)
      follow(graph, { verb: state, statements: [statement] });
    const before = unless ? graph.moves.find((move) => move.verb === unless)?.from.at(0) : undefined;
    const from =
      given ??
      before ??
      (state && graph.states.includes(stateOfVerb(state)) ? stateOfVerb(state) : undefined) ??
      graph.initial ??
      'open';
    const to = stateOfVerb(verb);
    const taken = graph.moves.some((move) => move.verb === verb && move.by === 'caller');
    addMove(graph, { verb: taken ? 'time out' : verb, statements: [statement] }, [from], to, 'clock');
  }
  void tagger;
};

/** "at most three open bookings": the adjective is where they begin. */
export const readLimits = (sketch: Sketch, graph: Graph): void => {
  for (const { behaviour } of behaviours(sketch, 'limit'))
    if (behaviour.state !== undefined && isOpenWord(behaviour.state) && sketch.doing)
      begin(graph, behaviour.state);
};

/** Without another way out, what is open must be able to end, or a limit of open ones would stop everything. */
export const closeLimits = (sketch: Sketch, graph: Graph): void => {
  const limit = behaviours(sketch, 'limit').find(
    ({ behaviour }) => behaviour.state !== undefined && isOpenWord(behaviour.state),
  );
  if (!limit || graph.moves.length > 0) return;
  begin(graph, limit.behaviour.state ?? 'open');
  addMove(graph, { verb: 'close', statements: [limit] }, [graph.initial ?? 'open'], 'closed');
  graph.statements.push(limit);
  sketch.assumptions.push(`A ${sketch.name} is closed at some time, because the text limits the open ones.`);
};
