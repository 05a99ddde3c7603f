import { thingCalled } from '../attributes.ts';
import { bring, rowFor, tryToRecord, type Wanted } from '../casting.ts';
import { after, cellFor, dayOf, DAY, SECOND } from '../cells.ts';
import { bringIn, exitFrom, leadTo } from '../leading.ts';
import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import type { PlannedThing } from '../planned-things.ts';
import { REFUSED, sharedCells, tryAction } from '../trying.ts';
import { roomFor } from '../room.ts';
import { rulesOf } from '../rules-of.ts';
import { BEGIN, observe, setClock, type Actor, type Chosen, type Script } from '../script.ts';

type Limit = PlannedRuleOf<'limit'>;

const counts = ({ states }: Limit, state: string | undefined): boolean =>
  states.length === 0 || state === undefined || states.includes(state);

/** The state in which one begins to count, and what brings it there; recording itself where it counts from the beginning. */
const entryOf = (
  thing: PlannedThing,
  rule: Limit,
): { verb: string; from: string; to: string } | undefined => {
  if (counts(rule, thing.lifecycle?.initial)) return undefined;
  const move = thing.lifecycle?.moves.find(
    ({ by, from, to }) => by === 'caller' && rule.states.includes(to) && !rule.states.includes(from[0] ?? ''),
  );
  return move && { verb: move.verb, from: move.from[0] ?? '', to: move.to };
};

/** What all of them share; a thing of the plan has room for so many, if it says how many fit. */
const sharedBy = (script: Script, { per, maximum, subject }: Limit, room: number): Chosen =>
  sharedCells(script, subject, per, (name) =>
    typeof maximum !== 'number' && maximum.through === name ? { [maximum.attribute]: String(room) } : {},
  );

/** The least amount that other rules and the contract allow. */
const leastOf = (script: Script, { subject, amount }: Limit): number => {
  const resolved = thingCalled(script, subject);
  const summed = resolved.thing.attributes.filter(({ name }) => name === amount);
  return Math.max(1, Number(rowFor(script, resolved, summed)[amount ?? ''] ?? 1));
};

/** Amounts that together are exactly the maximum, and the least that is then too much. */
const amountsFor = (script: Script, rule: Limit, maximum: number): { fill: Chosen[]; more: Chosen } => {
  const { amount } = rule;
  if (amount === undefined) return { fill: Array.from({ length: maximum }, () => ({})), more: {} };
  const least = leastOf(script, rule);
  const sizes = maximum >= 2 * least ? [maximum - least, least] : [maximum];
  return { fill: sizes.map((size) => ({ [amount]: String(size) })), more: { [amount]: String(least) } };
};

const wantedIn = (script: Script, { within }: Limit, thing: PlannedThing): Chosen => {
  const attribute = thing.attributes.find(({ name }) => name === within?.attribute);
  return attribute && !attribute.computed ? { [attribute.name]: cellFor(attribute.nature, script.now) } : {};
};

/** One more, as somebody tries it. */
const oneMore = (script: Script, rule: Limit, wanted: Wanted): void => {
  const { thing } = thingCalled(script, rule.subject);
  const entry = entryOf(thing, rule);
  const values = { ...wanted.values, ...wantedIn(script, rule, thing) };
  if (!entry) return void tryToRecord(script, rule.subject, { values });
  const actor = bringIn(script, rule.subject, entry.from, { values });
  tryAction(script, actor, { kind: 'move', verb: entry.verb });
};

/** Just before those that were counted lie too long ago, and just after. */
const periodEnd = (thing: PlannedThing, { within }: Limit, begin: number): number | undefined => {
  if (!within) return undefined;
  const { duration, mode, attribute } = within;
  const isDated = thing.attributes.some(({ name, nature }) => name === attribute && nature === 'date');
  // A day counts up to its end.
  if (mode === 'rolling') return isDated ? after(dayOf(begin), duration) + DAY : after(begin, duration);
  const day = dayOf(begin);
  const date = new Date(day);
  if (duration.unit === 'year') return Date.UTC(date.getUTCFullYear() + 1, 0, 1);
  if (duration.unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return duration.unit === 'week' ? day + (7 - ((date.getUTCDay() + 6) % 7)) * DAY : day + DAY;
};

/** Other limits allow fewer at a time: the next is recorded when they have room again. */
const spaceOut = (script: Script, rule: Limit): void => {
  const { thing } = thingCalled(script, rule.subject);
  const ends = rulesOf(script.book.plan, thing, 'limit').flatMap((other) =>
    other.id !== rule.id && typeof other.maximum === 'number' && other.maximum < Number(rule.maximum)
      ? (periodEnd(thing, other, script.now) ?? [])
      : [],
  );
  if (ends.length > 0) setClock(script, Math.max(...ends) + SECOND);
};

/** As many as are allowed, up to the maximum; answers the last of them. */
const fillUp = (script: Script, rule: Limit, common: Chosen, fill: readonly Chosen[]): Actor | undefined => {
  const { thing } = thingCalled(script, rule.subject);
  const state = entryOf(thing, rule)?.to ?? thing.lifecycle?.initial;
  const actors = fill.map((amounts, index) => {
    if (index > 0) spaceOut(script, rule);
    const values = { ...common, ...amounts, ...wantedIn(script, rule, thing) };
    return state === undefined
      ? bring(script, rule.subject, { values })
      : bringIn(script, rule.subject, state, { values });
  });
  return actors.at(-1);
};

/** Room for one more: those that were counted lie too long ago, or one of them counts no longer. Whether there is a way. */
const makeRoom = (script: Script, { states }: Limit, end: number | undefined, last?: Actor): boolean => {
  if (end !== undefined) {
    setClock(script, end + SECOND);
    return true;
  }
  const exit = last && states.length > 0 ? exitFrom(script, last, states) : undefined;
  if (!last || exit === undefined) return false;
  leadTo(script, last, exit);
  return true;
};

/** As many as are allowed, one more that is refused, and one that has room again. */
export const limitScenario = (script: Script, rule: Limit): void => {
  const { maximum } = rule;
  const own = typeof maximum === 'object' && maximum.through === undefined ? maximum.attribute : undefined;
  const room = roomFor(script, rule);
  const common = { ...sharedBy(script, rule, room), ...(own === undefined ? {} : { [own]: String(room) }) };
  const { fill, more } = amountsFor(script, rule, room);
  if (script.now === 0) setClock(script, BEGIN);
  const end = periodEnd(thingCalled(script, rule.subject).thing, rule, script.now);
  const last = fillUp(script, rule, common, fill);
  const wanted = { values: { ...common, ...more } };
  if (end !== undefined) setClock(script, end - SECOND);
  oneMore(script, rule, wanted);
  observe(script, REFUSED);
  if (!makeRoom(script, rule, end, last)) return;
  oneMore(script, rule, wanted);
  observe(script, 'it succeeds');
};
