import type { Statement } from '../../../../domain/statement.ts';
import { valuesOf } from '../things.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { STATE_NOUN } from '../../reading/behaviour/state-noun.ts';
import { isStateVerb } from '../../reading/behaviour/read-states.ts';
import {
  isAnswer,
  isEnding,
  isOpenWord,
  isOutOfHand,
  isPause,
  isRefusal,
  isYes,
  leadsBack,
  stateOfVerb,
  verbOfState,
} from './life-cycle-words.ts';
import { behaviours, type Move, type Sketch, type Sketches } from './sketch.ts';

type Graph = {
  initial: string | undefined;
  /** States on the way from the first to the last, refusals left out. */
  path: string[];
  states: string[];
  moves: Move[];
  statements: Statement[];
};

type Source = { verb: string; statements: Statement[]; actor?: string | undefined };

const addState = (graph: Graph, state: string): void => {
  if (!graph.states.includes(state)) graph.states.push(state);
};

const addMove = (
  graph: Graph,
  { verb, statements, actor }: Source,
  from: readonly string[],
  to: string,
  by: Move['by'] = 'caller',
): void => {
  addState(graph, to);
  const known = graph.moves.find((move) => move.verb === verb && move.to === to && move.by === by);
  const sources = from.filter((state) => state !== to);
  if (known) {
    known.from = [...new Set([...known.from, ...sources])];
    if (actor !== undefined) known.actor ??= actor;
    known.statements.push(...statements);
  } else
    graph.moves.push({
      verb,
      from: [...sources],
      to,
      by,
      statements: [...statements],
      ...(actor ? { actor } : {}),
    });
};

const begin = (graph: Graph, state: string): void => {
  if (graph.initial !== undefined) return;
  graph.initial = state;
  addState(graph, state);
  graph.path.unshift(state);
};

const firstStateBefore = (verb: string): string => (isOutOfHand(verb) ? 'draft' : 'open');

/** The states in which nothing ended yet. Every way on leaves them. */
const openStates = ({ moves, states, initial }: Graph): string[] =>
  states.filter(
    (state) => state === initial || moves.some((move) => move.from.includes(state) && !isRefusal(move.verb)),
  );

/** Where a refusal starts: where its counterpart does, else wherever nothing ended yet. */
const refusedFrom = (graph: Graph, verb: string): string[] => {
  const yes = isAnswer(verb) ? graph.moves.find((move) => isYes(move.verb)) : undefined;
  return yes ? yes.from : openStates(graph);
};

/** A move that the text names without saying from where: on from the last state of the way, or a way out. */
const follow = (graph: Graph, source: Source, from?: readonly string[]): void => {
  const { verb } = source;
  const to = stateOfVerb(verb);
  begin(graph, firstStateBefore(verb));
  if (graph.states.includes(to) && graph.moves.some((move) => move.to === to)) {
    if (source.actor || from)
      addMove(
        graph,
        { ...source, verb: graph.moves.find((move) => move.to === to)?.verb ?? verb },
        from ?? [],
        to,
      );
    return;
  }
  if (
    leadsBack(verb) &&
    graph.path.length > 1 &&
    graph.initial !== undefined &&
    !/^(?:return|release|check in)$/.test(verb)
  ) {
    const last = graph.states.at(-1);
    addMove(graph, source, last ? [last] : [], graph.initial);
  } else if (isRefusal(verb) && verb !== 'close')
    addMove(graph, source, from ?? refusedFrom(graph, verb), to);
  else {
    addMove(graph, source, from ?? [graph.path.at(-1) ?? ''], to);
    graph.path.push(to);
  }
};

/** What is interrupted goes on where it was. */
const interrupt = (graph: Graph, source: Source, before: string, state: string): void => {
  addMove(graph, source, [before], state);
  addMove(graph, { ...source, verb: 'resume' }, [state], before);
};

/** "a, b, c or d": a way a → b → c; the last, and every refusal, can be reached from all states that are not yet an end. */
const readChain = (
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
  // As the text orders them.
  graph.states.sort((one, other) => states.indexOf(one) - states.indexOf(other));
};

const STATE_ATTRIBUTE = new RegExp(`^(?:[a-z]+ )?${STATE_NOUN}$`);

/** "a status which is one of open, paid or cancelled" */
const readChoice = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
  const choice = sketch.attributes.find(
    ({ name, nature }) => nature === 'choice' && STATE_ATTRIBUTE.test(name),
  );
  if (!choice || graph.initial !== undefined) return;
  const statements = sketch.thing.statements.filter(({ constraints }) =>
    constraints.some(({ kind, value }) => kind === 'choice' && value.startsWith(`${choice.name}: `)),
  );
  graph.statements.push(...statements);
  const steps = valuesOf(sketch.thing.statements, 'steps').includes(choice.name);
  readChain(graph, choice.choices, !steps, statements, tagger);
};

const readMoves = (sketch: Sketch, graph: Graph): void => {
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

const reachable = (moves: readonly Move[], start: readonly string[]): Set<string> => {
  const found = new Set(start);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { from, to } of moves) if (from.some((state) => found.has(state))) found.add(to);
  }
  return found;
};

const readGates = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
  for (const statement of behaviours(sketch, 'gate')) {
    const { verbs, state, allowed } = statement.behaviour;
    graph.statements.push(statement);
    const reach = verbOfState(state, tagger);
    if (!graph.states.includes(state)) follow(graph, { verb: reach, statements: [statement] });
    for (const verb of verbs) {
      const move = graph.moves.find((each) => each.verb === verb);
      if (allowed && move) move.from = [state];
      else if (allowed) follow(graph, { verb, statements: [statement] }, [state]);
      else if (move) {
        const later = reachable(graph.moves, [state]);
        move.from = move.from.filter((each) => !later.has(each));
      } else
        follow(graph, { verb, statements: [statement] }, graph.moves.find((each) => each.to === state)?.from);
    }
  }
};

const readFrozen = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
  for (const statement of behaviours(sketch, 'frozen'))
    for (const state of statement.behaviour.states)
      if (!graph.states.includes(state)) {
        graph.statements.push(statement);
        begin(graph, 'draft');
        follow(graph, { verb: verbOfState(state, tagger), statements: [statement] });
      }
};

/** Verbs that rules speak of bring about states, too. */
const readRuleVerbs = (sketch: Sketch, graph: Graph): void => {
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

const readDue = (sketch: Sketch, graph: Graph): void => {
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

const readBlocks = (sketch: Sketch, graph: Graph): void => {
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

const readTimeouts = (sketch: Sketch, graph: Graph, tagger: Tagger): void => {
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
const readLimits = (sketch: Sketch, graph: Graph): void => {
  for (const { behaviour } of behaviours(sketch, 'limit'))
    if (behaviour.state !== undefined && isOpenWord(behaviour.state) && sketch.doing)
      begin(graph, behaviour.state);
};

/** Without another way out, what is open must be able to end, or a limit of open ones would stop everything. */
const closeLimits = (sketch: Sketch, graph: Graph): void => {
  const limit = behaviours(sketch, 'limit').find(
    ({ behaviour }) => behaviour.state !== undefined && isOpenWord(behaviour.state),
  );
  if (!limit || graph.moves.length > 0) return;
  begin(graph, limit.behaviour.state ?? 'open');
  addMove(graph, { verb: 'close', statements: [limit] }, [graph.initial ?? 'open'], 'closed');
  graph.statements.push(limit);
  sketch.assumptions.push(`A ${sketch.name} is closed at some time, because the text limits the open ones.`);
};

/** The states of a thing and what leads from one to another, put together from everything the text says about it. */
export const sketchLifecycle = (sketch: Sketch, { tagger }: Sketches): void => {
  const graph: Graph = { initial: undefined, path: [], states: [], moves: [], statements: [] };
  for (const statement of behaviours(sketch, 'states')) {
    graph.statements.push(statement);
    readChain(graph, statement.behaviour.states, statement.behaviour.otherwise, [statement], tagger);
  }
  readChoice(sketch, graph, tagger);
  readLimits(sketch, graph);
  readMoves(sketch, graph);
  readFrozen(sketch, graph, tagger);
  readDue(sketch, graph);
  readRuleVerbs(sketch, graph);
  readTimeouts(sketch, graph, tagger);
  readBlocks(sketch, graph);
  readGates(sketch, graph, tagger);
  closeLimits(sketch, graph);
  const { initial, states } = graph;
  const moves = graph.moves.filter(({ from }) => from.length > 0);
  if (initial === undefined || moves.length === 0) return;
  const reached = states.filter((state) => state === initial || moves.some(({ to }) => to === state));
  sketch.attributes = sketch.attributes.filter(({ name }) => !STATE_ATTRIBUTE.test(name));
  const begun = verbOfState(initial, tagger);
  const adds = sketch.thing.statements.some(({ verb }) => verb !== undefined);
  if (!adds && !/^mark |^open$/.test(begun) && stateOfVerb(begun) === initial) sketch.recordVerb ??= begun;
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
