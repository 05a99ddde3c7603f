import type { PlannedReaction } from '../../domain/planned-reaction.ts';
import { pascalCase, words } from '../../domain/naming.ts';
import { participleOf } from '../vision/reading/verbs.ts';
import { known } from './design-formula.ts';
import { wordName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import { allows } from './use-case-named.ts';
import { stateNamed, thingNamed } from './thing.ts';
import { withArticle } from './wording.ts';

/** What a reaction waits for: an event, and the thing whose id is the event's subject. */
export type Occurrence = {
  thing: NamedThing;
  service: string;
  event: string;
  /** The event is about a reservation: its data is `{ key, items }`, its key the id of this thing. */
  keyOf?: NamedThing;
};

export const findThing = (things: readonly NamedThing[], name: string): NamedThing =>
  known(
    things.find((thing) => thing === thingNamed(things, name)),
    `Nothing called ${name} is kept.`,
  );

const CREATED = new Set(['created', 'added', 'recorded', 'started', 'made']);

/** The thing that asked for the reservation: the one that the reserving reaction waits for. */
const reserverOf = (
  things: readonly NamedThing[],
  reactions: readonly PlannedReaction[],
  stock: NamedThing,
): NamedThing => {
  const reserving = reactions.find(
    ({ does }) => does.kind === 'reserve' && thingNamed(things, does.subject) === stock,
  );
  const name = known(reserving?.on.subject, `Nothing reserves from ${withArticle(stock.subject.name)}.`);
  return findThing(things, name);
};

const stockEvent = (thing: NamedThing, happened: string): string | undefined => {
  const said = words(happened).join(' ');
  if (/^(?:not reserved|refused|unavailable|out of stock|reservation refused)$/.test(said))
    return thing.stock?.refused;
  if (said === 'reserved') return thing.stock?.reserved;
  return said === 'released' ? thing.stock?.released : undefined;
};

const stateEvent = (thing: NamedThing, happened: string): string | undefined => {
  const state = stateNamed(thing, happened);
  if (state === undefined) return undefined;
  return state === thing.subject.lifecycle?.initial
    ? thing.creation.event
    : thing.moves.find(({ to }) => to === wordName(state))?.event;
};

const plainEvent = (thing: NamedThing, happened: string): string | undefined => {
  const { type, creation, posts } = thing;
  const posted = posts.find(({ verb }) => participleOf(verb) === happened || verb === happened);
  const changed = (['change', 'remove'] as const).find(
    (intent) => participleOf(intent) === happened && allows(thing, intent),
  );
  const created = CREATED.has(happened) || participleOf(creation.verb) === happened;
  return (
    stateEvent(thing, happened) ??
    posted?.event ??
    (changed ? type + pascalCase(participleOf(changed)) : undefined) ??
    (created ? creation.event : undefined)
  );
};

/** The event that a reaction of the plan waits for. */
export const occurrenceOf = (
  { on }: PlannedReaction,
  things: readonly NamedThing[],
  reactions: readonly PlannedReaction[],
): Occurrence => {
  const thing = findThing(things, on.subject);
  const { service } = thing;
  const plain = plainEvent(thing, on.happened);
  if (plain !== undefined) return { thing, service, event: plain };
  const event = known(
    stockEvent(thing, on.happened),
    `Nothing tells that ${withArticle(thing.subject.name)} was ${on.happened}.`,
  );
  return { thing, service, event, keyOf: reserverOf(things, reactions, thing) };
};
