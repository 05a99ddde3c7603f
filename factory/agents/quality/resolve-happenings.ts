import { words } from '../../domain/naming.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { serviceNameOf, serviceOfSubject } from '../../domain/product-plan.ts';
import { bestMatch } from './match-words.ts';
import type { PlannedThing } from './planned-things.ts';
import { below, dereference, isObject, type Json } from './published-contract.ts';
import type { Happening, Lack } from './template/test/acceptance/vocabulary.ts';

/** An event as a contract publishes it: `name` in words, `data` the properties of what it carries. */
export type PublishedEvent = { type: string; source: string; name: string; data: Json };

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `com.connectsoft.orders.order-placed.v1` → "order placed" */
const nameIn = (type: string): string => words(type.split('.').at(-2) ?? type).join(' ');

const eventOf = (envelope: Json): PublishedEvent[] => {
  const type = text(below(envelope, 'properties', 'type')['const']);
  const source = text(below(envelope, 'properties', 'source')['const']);
  if (type === undefined || source === undefined) return [];
  return [{ type, source, name: nameIn(type), data: below(envelope, 'properties', 'data', 'properties') }];
};

const envelopesIn = (value: unknown): PublishedEvent[] => {
  if (Array.isArray(value)) return value.flatMap(envelopesIn);
  if (!isObject(value)) return [];
  return [...eventOf(value), ...Object.values(value).flatMap(envelopesIn)];
};

/** Every event that a document describes as a CloudEvent, sent or received, once. */
export const publishedEvents = (document: object): PublishedEvent[] => {
  const all = envelopesIn(dereference(document as Json, below(document, 'components', 'messages')));
  return [...new Map(all.map((event) => [event.type, event])).values()];
};

const REFUSAL =
  /\b(?:not|no|lack\w*|refus\w+|reject\w+|declin\w+|den\w+|fail\w+|short|insufficient|unavailable|missing|out)\b/;
const RETURN = /\b(?:releas\w+|return\w+|restor\w+|freed|given back)\b/;

/** What a name says of an amount that was asked of a stock. */
const outcomeIn = (name: string): 'refused' | 'returned' | 'reserved' => {
  if (REFUSAL.test(name)) return 'refused';
  return RETURN.test(name) ? 'returned' : 'reserved';
};

/** Events about amounts that were asked of a stock carry the key under which they were. */
const stockEvent = (events: readonly PublishedEvent[], happened: string): PublishedEvent | undefined => {
  const candidates = events.filter(
    ({ name, data }) => 'key' in data && outcomeIn(name) === outcomeIn(happened),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
};

const speaksOf = (name: string, word: string): boolean =>
  words(word).every((each) => words(name).includes(each));

/** The event by which the creation of a thing is told: the only one of it that names none of its later states. */
const birthOf = (thing: PlannedThing, events: readonly PublishedEvent[]): PublishedEvent | undefined => {
  const later = thing.lifecycle?.states.filter((state) => state !== thing.lifecycle?.initial) ?? [];
  const others = [...later, 'changed', 'removed'];
  const candidates = events.filter(
    ({ name }) => speaksOf(name, thing.name) && !others.some((state) => speaksOf(name, state)),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
};

const eventFor = (
  thing: PlannedThing,
  happened: string,
  events: readonly PublishedEvent[],
): PublishedEvent | undefined => {
  if (thing.stock !== undefined && !thing.lifecycle?.states.includes(happened))
    return stockEvent(events, happened);
  const told = bestMatch(`${thing.name} ${happened}`, events, ({ name }) => name);
  if (told && speaksOf(told.name, happened)) return told;
  return happened === thing.lifecycle?.initial ? birthOf(thing, events) : undefined;
};

export const sourceOf = (plan: ProductPlan, thing: PlannedThing): string => `/${serviceNameOf(plan, thing)}`;

/** Where the contract has each thing that a reaction of the plan waits for; undefined where none waits for this one. */
export const happeningsIn = (
  plan: ProductPlan,
  thing: PlannedThing,
  service: string,
  events: readonly PublishedEvent[],
): Record<string, Happening | Lack> | undefined => {
  const heard = plan.reactions.filter(
    ({ on, does }) => on.subject === thing.name && serviceOfSubject(plan, does.subject) === service,
  );
  const published = events.filter(({ source }) => source === sourceOf(plan, thing));
  const entries = heard.map(({ on: { happened } }): [string, Happening | Lack] => {
    const event = eventFor(thing, happened, published);
    if (event) return [happened, { type: event.type, source: event.source }];
    return [happened, { lacks: `The contract knows no event that says: ${thing.name} ${happened}.` }];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};
