import type { Statement } from '../../../../domain/statement.ts';
import {
  isAnswer,
  isOutOfHand,
  isPause,
  isRefusal,
  isYes,
  leadsBack,
  means,
  prolongs,
  stateOfVerb,
} from './life-cycle-words.ts';
import type { Move } from './sketch.ts';

export type Graph = {
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

export const addMove = (
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

/** Where it begins: as known, else in the given state. */
export const begin = (graph: Graph, state: string): string => {
  if (graph.initial !== undefined) return graph.initial;
  graph.initial = state;
  addState(graph, state);
  graph.path.unshift(state);
  return state;
};

const firstStateBefore = (verb: string): string => (isOutOfHand(verb) ? 'draft' : 'open');

/** The states in which nothing ended yet. Every way on leaves them. */
export const openStates = ({ moves, states, initial }: Graph): string[] =>
  states.filter(
    (state) => state === initial || moves.some((move) => move.from.includes(state) && !isRefusal(move.verb)),
  );

/** Where a refusal starts: where its counterpart does, else wherever nothing ended yet. */
export const refusedFrom = (graph: Graph, verb: string): string[] => {
  const yes = isAnswer(verb) ? graph.moves.find((move) => isYes(move.verb)) : undefined;
  return yes ? yes.from : openStates(graph);
};

/** Back to where it began, unless the word ends the way as well ("return"). */
const goesBack = ({ path }: Graph, verb: string): boolean =>
  leadsBack(verb) && path.length > 1 && !/^(?:return|release|check in)$/.test(verb);

/** A known move that is named again, perhaps with who does it. */
const repeat = (graph: Graph, source: Source, to: string, from: readonly string[] | undefined): boolean => {
  const other = from ? undefined : graph.moves.find((move) => move.verb === source.verb && move.to !== to);
  const known = graph.moves.find((move) => move.to === to);
  if (other) {
    if (source.actor !== undefined) other.actor ??= source.actor;
    other.statements.push(...source.statements);
    return true;
  }
  if (!known) return false;
  if (source.actor || from) addMove(graph, { ...source, verb: known.verb }, from ?? [], to);
  return true;
};

/** "only they may complete a task" of one that is done at last: the text's own word for what leads there. */
const callAs = (graph: Graph, { verb, statements, actor }: Source): boolean => {
  if (graph.states.includes(stateOfVerb(verb))) return false;
  const known = graph.moves.filter((move) => move.by === 'caller' && means(verb, move.to));
  for (const move of known) {
    move.verb = verb;
    move.statements.push(...statements);
    if (actor !== undefined) move.actor ??= actor;
  }
  return known.length > 0;
};

/** "a suspended one can be reactivated": what the text calls to resume. */
const resumeAs = (graph: Graph, { verb, statements, actor }: Source, from: readonly string[]): boolean => {
  const resume = graph.moves.find(
    (move) => move.verb === 'resume' && from.every((state) => move.from.includes(state)),
  );
  if (!resume) return false;
  Object.assign(resume, {
    verb,
    statements: [...resume.statements, ...statements],
    ...(actor ? { actor } : {}),
  });
  return true;
};

/** A move that the text names without saying from where: on from the last state of the way, or a way out. */
export const follow = (graph: Graph, source: Source, from?: readonly string[]): void => {
  const { verb } = source;
  if (callAs(graph, source)) return;
  const to = stateOfVerb(verb);
  const initial = begin(graph, firstStateBefore(verb));
  if (repeat(graph, source, to, from)) return;
  const last = graph.path.at(-1) ?? initial;
  if (from && leadsBack(verb) && resumeAs(graph, source, from)) return;
  if (goesBack(graph, verb)) addMove(graph, source, [graph.states.at(-1) ?? last], initial);
  else if (isPause(verb)) interrupt(graph, source, from?.at(0) ?? last, to);
  else if (isRefusal(verb)) addMove(graph, source, from ?? refusedFrom(graph, verb), to);
  else {
    addMove(graph, source, from ?? [last], to);
    if (!prolongs(verb)) graph.path.push(to);
  }
};

/** What is interrupted goes on where it was. */
export const interrupt = (graph: Graph, source: Source, before: string, state: string): void => {
  addMove(graph, source, [before], state);
  addMove(graph, { ...source, verb: 'resume' }, [state], before);
};

export const reachable = (moves: readonly Move[], start: readonly string[]): Set<string> => {
  const found = new Set(start);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { from, to } of moves) if (from.some((state) => found.has(state))) found.add(to);
  }
  return found;
};
