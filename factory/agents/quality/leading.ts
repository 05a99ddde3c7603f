import type { PlannedReaction } from '../../domain/planned-reaction.ts';
import { letSomebody } from './callers.ts';
import { thingCalled } from './attributes.ts';
import { bring, type Wanted } from './casting.ts';
import { after, SECOND } from './cells.ts';
import type { PlannedThing } from './planned-things.ts';
import { rulesOf, type Action } from './rules-of.ts';
import { given, setClock, type Actor, type Script } from './script.ts';
import { opening } from './windows.ts';
import { arrive } from './telling.ts';

type Move = NonNullable<PlannedThing['lifecycle']>['moves'][number];

/** The word that makes an external system's double refuse, or be away. */
const REFUSES = 'refused';
const AWAY = 'unavailable';

const reactionsOf = <Kind extends PlannedReaction['does']['kind']>(
  { book }: Script,
  { name }: PlannedThing,
  kind: Kind,
): (PlannedReaction & { does: Extract<PlannedReaction['does'], { kind: Kind }> })[] =>
  book.plan.reactions.filter(
    (reaction): reaction is PlannedReaction & { does: Extract<PlannedReaction['does'], { kind: Kind }> } =>
      reaction.does.kind === kind && reaction.does.subject === name,
  );

const waitFor = (script: Script, actor: Actor, action: Action): void =>
  setClock(script, Math.max(script.now, opening(script, actor, action)));

export const enter = (script: Script, actor: Actor, state: string): void => {
  actor.state = state;
  actor.entered[state] = script.now;
};

/** Somebody did it, and it went well. */
export const perform = (
  script: Script,
  actor: Actor,
  { verb, to }: Pick<Move, 'verb' | 'to'>,
  say = given,
): void => {
  const action: Action = { kind: 'move', verb };
  waitFor(script, actor, action);
  letSomebody(script, actor.resolved.thing, action, actor.values);
  say(
    script,
    `"${verb}" ${say === given ? 'was' : 'is'} done with the ${actor.resolved.thing.name} "${actor.name}"`,
  );
  enter(script, actor, to);
};

const askedIn = (script: Script, thing: PlannedThing, state: string) =>
  reactionsOf(script, thing, 'ask').find(({ on }) => on.subject === thing.name && on.happened === state);

type Hop = { move: Move; cost: number };

/** How a move comes about; callers' moves are the shortest way. Undefined where nothing in the plan does it. */
const costOf = (script: Script, thing: PlannedThing, from: string, { by, to }: Move): number | undefined => {
  if (by === 'caller') return 1;
  if (rulesOf(script.book.plan, thing, 'timeout').some((rule) => rule.state === from && rule.to === to))
    return 10;
  if (reactionsOf(script, thing, 'move').some(({ does }) => does.to === to)) return 20;
  const asked = askedIn(script, thing, from)?.does;
  return asked && [asked.accepted, asked.refused].includes(to) ? 20 : undefined;
};

const hopsFrom = (script: Script, thing: PlannedThing, state: string): Hop[] =>
  (thing.lifecycle?.moves ?? [])
    .filter(({ from }) => from.includes(state))
    .flatMap((move) => {
      const cost = costOf(script, thing, state, move);
      return cost === undefined ? [] : [{ move, cost }];
    });

type Way = { moves: Move[]; cost: number };

/** The shortest way from one state to another; undefined where the plan knows none. */
export const wayTo = (script: Script, thing: PlannedThing, from: string, to: string): Move[] | undefined => {
  const best = new Map<string, Way>([[from, { moves: [], cost: 0 }]]);
  const open = [from];
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    const way = best.get(state);
    for (const { move, cost } of way ? hopsFrom(script, thing, state) : []) {
      const total = (way?.cost ?? 0) + cost;
      if (total >= (best.get(move.to)?.cost ?? Number.POSITIVE_INFINITY)) continue;
      best.set(move.to, { moves: [...(way?.moves ?? []), move], cost: total });
      open.push(move.to);
    }
  }
  return best.get(to)?.moves;
};

const is = ({ resolved, name }: Actor): string => `the ${resolved.thing.name} "${name}" is`;

const timeoutOf = (script: Script, { thing }: Actor['resolved'], state: string, to: string) =>
  rulesOf(script.book.plan, thing, 'timeout').find((rule) => rule.state === state && rule.to === to);

/** Takes one step of the way. */
const go = (script: Script, actor: Actor, move: Move): void => {
  if (move.by === 'caller') return perform(script, actor, move);
  const state = actor.state ?? '';
  const timeout = timeoutOf(script, actor.resolved, state, move.to);
  const reaction = reactionsOf(script, actor.resolved.thing, 'move').find(({ does }) => does.to === move.to);
  if (timeout) setClock(script, after(actor.entered[state] ?? script.now, timeout.after) + SECOND);
  else if (reaction) arrive(script, reaction, actor, {}, given);
  enter(script, actor, move.to);
  given(
    script,
    reaction || timeout ? `${is(actor)} "${move.to}"` : `${is(actor).replace(/is$/, 'becomes')} "${move.to}"`,
  );
};

/** The word that a thing's texts must hold so that it comes to a state, and stays there. */
const markFor = (
  script: Script,
  thing: PlannedThing,
  moves: readonly Move[],
  state: string,
): string | undefined => {
  if (askedIn(script, thing, state)) return AWAY;
  const asked = reactionsOf(script, thing, 'ask').map(({ does }) => does.refused);
  return moves.some(({ to, by }) => by !== 'caller' && asked.includes(to)) ? REFUSES : undefined;
};

/** A state outside of these that a caller can bring it to from where it is, at once if there is one. */
export const exitFrom = (script: Script, actor: Actor, states: readonly string[]): string | undefined => {
  const { resolved, state = '' } = actor;
  const exits = (resolved.thing.lifecycle?.moves ?? []).filter(
    ({ by, from, to }) => by === 'caller' && from.includes(state) && !states.includes(to),
  );
  const atOnce = exits.find(({ verb }) => opening(script, actor, { kind: 'move', verb }) <= script.now);
  return (atOnce ?? exits[0])?.to;
};

export const leadTo = (script: Script, actor: Actor, state: string): void => {
  if (actor.state === undefined || actor.state === state) return;
  for (const move of wayTo(script, actor.resolved.thing, actor.state, state) ?? []) go(script, actor, move);
};

/** A thing in a state, by the shortest way that the plan knows. */
export const bringIn = (script: Script, name: string, state: string, wanted: Wanted = {}): Actor => {
  const { thing } = thingCalled(script, name);
  const moves = wayTo(script, thing, thing.lifecycle?.initial ?? '', state) ?? [];
  const actor = bring(script, name, { mark: markFor(script, thing, moves, state), ...wanted });
  leadTo(script, actor, state);
  return actor;
};
