import { areNeighbours } from '../../../knowledge/archetypes/archetypes.ts';
import { archetypeOfPart, namesArea, namesThing } from '../../../knowledge/archetypes/named-archetype.ts';
import { BUILT_NOUNS, holderOf, SERVICE_NOUNS } from './containers.ts';
import { bare, listItems, SERVICE, withoutService } from './solution-words.ts';
import type { Tagger } from './tag-words.ts';

/** What a sentence says about the parts of the product. */
export type ReadFrame = {
  /** Name of the product: "online bookshop". */
  product?: string;
  /** Names of the parts, without "service". */
  parts: string[];
  /** The text itself calls them services. */
  explicit: boolean;
};

const LEAD =
  "(?:please |kindly |(?:can|could|would|will) you (?:please )?|(?:we|i)(?:'d| would)? (?:need|want|like)(?: to(?: have)?)? |let's )*(?:(?:build|create|make|develop|design|implement|set up|write) )?(?:me |us )?";
const HOLDS =
  '(?:with|including|comprising|consisting of|composed of|made (?:up )?of|split into|divided into|(?:that|which) (?:has|have|includes?|consists? of|comprises?|is made up of|covers?|offers?)|that is split into|(?:is |are )?(?:made (?:up )?of|split into|composed of|divided into)|consists? of|has|comprises?)';
const PRODUCT = new RegExp(
  `^${LEAD}(?:an? |the |our |some )?((?:(?!(?:that|which|who)\\b)[\\p{L}'-]+ ){0,4}(?!(?:that|which|who)\\b)[\\p{L}'-]+?)(?:,? ${HOLDS}:?|:) (.+)$`,
  'iu',
);
const COUNT =
  '(?:two|three|four|five|six|seven|eight|nine|ten|\\d+|several|separate|different|independent|own|these|the following|following)';
const SERVICES = new RegExp(
  `^(?:.*?\\b)?(?:(?:${COUNT} )+${SERVICE}|${SERVICE})(?: (?:for|called|named))?:? (.+)$`,
  'i',
);
const ANNOUNCED = new RegExp(`(?:${COUNT} )*${SERVICE}:$`, 'i');
const APART = new RegExp(
  `^(.+?) (?:is|are|runs? as|becomes?|should be|must be|shall be|lives? in|as) (?:an? |its |their )?(?:own |separate |independent |different |stand-?alone )+${SERVICE}[.;]?$`,
  'i',
);

const isService = (item: string): boolean => new RegExp(`(?:^| )${SERVICE}(?: for .+)?$`, 'i').test(item);
const isShort = (item: string): boolean => {
  const words = bare(item).split(' ');
  return words.length <= 4 && words.every((word) => /^[\p{L}\p{N}'-]+$/u.test(word));
};

const names = (items: readonly string[]): string[] => [...new Set(items.map(withoutService))].filter(Boolean);

const productOf = (name: string): string | undefined => {
  const words = bare(name).split(' ');
  while (words.length > 0 && (SERVICE_NOUNS.has(words.at(-1) ?? '') || BUILT_NOUNS.has(words.at(-1) ?? '')))
    words.pop();
  while (new RegExp(`^(?:new|small|simple|modern|set|group|${COUNT})$`, 'i').test(words[0] ?? ''))
    words.shift();
  return words.join(' ') || undefined;
};

/** "a catalogue", "orders", "shipping", "order management": a part of a product, not an attribute of a thing. */
const isPart = (item: string, tagger: Tagger): boolean => {
  const name = bare(item);
  return (
    isShort(item) &&
    (namesArea(name) ||
      name !== tagger.singular(name) ||
      /[^s]s$/.test(name) ||
      /(?:management|handling|processing)$/.test(name))
  );
};

/** The product is no thing, no holder and no single service: "an order with payments", "a log with …", "a service with …". */
const isProduct = (name: string, tagger: Tagger): boolean => {
  const said = bare(name);
  return (
    !/(?:^| )(?:micro-?)?service$/.test(said) &&
    (!holderOf(said, true) || said.endsWith('store')) &&
    !namesThing(tagger.singular(said), tagger)
  );
};

const stand = (parts: readonly string[], tagger: Tagger): boolean => {
  const found = parts.flatMap((part) => archetypeOfPart(part, tagger) ?? []);
  return found.some((one) => found.some((other) => areNeighbours(one, other)));
};

const framed = (product: string | undefined, parts: string[], explicit: boolean): ReadFrame => ({
  ...(product ? { product } : {}),
  parts,
  explicit,
});

const COUNTED = new RegExp(`(?:${COUNT} ${SERVICE}|${SERVICE}(?: for|:| called))`, 'i');

/** "an orders service, a payments service", "two services: orders and payments", "services for …". */
const namedServices = (text: string, items: readonly string[]): string[] => {
  if (items.length > 1 && items.every((item) => isService(item) && isShort(item.replace(/ for /, ' '))))
    return names(items);
  const called = COUNTED.test(text) && /services/i.test(text) ? SERVICES.exec(text) : null;
  const listed = listItems(called?.[1] ?? '');
  return listed.length > 1 && listed.every(isShort) ? names(listed) : [];
};

/** "a catalogue, orders, payments and shipping" of a product: parts by what they are and what stands beside them. */
const unnamedParts = (product: string, items: readonly string[], tagger: Tagger): string[] =>
  items.length > 1 &&
  items.every((item) => isPart(item, tagger)) &&
  isProduct(product, tagger) &&
  stand(items, tagger)
    ? items.map(bare)
    : [];

/** The parts of a product, where the structure of the sentence says that they are parts. */
export const readFrame = (sentence: string, tagger: Tagger): ReadFrame | undefined => {
  const text = sentence.trim().replace(/[.;!]+$/, '');
  const apart = APART.exec(text)?.[1];
  if (apart !== undefined) return framed(undefined, names(listItems(apart).map(bare)), true);
  const [, name, list] = PRODUCT.exec(text) ?? [];
  const product = name === undefined ? undefined : productOf(name);
  const items = listItems(list ?? text.replace(new RegExp(`^${LEAD}`, 'i'), ''));
  const services = namedServices(text, items);
  if (services.length > 0) return framed(product, services, true);
  const parts = name === undefined ? [] : unnamedParts(name, items, tagger);
  return parts.length > 0 ? framed(product, parts, false) : undefined;
};

/** "It has three services:" above bullets. */
export const announcesServices = (sentence: string): boolean => ANNOUNCED.test(sentence.trim());
