import { startsDoing } from './behaviour/doing-actor.ts';
import { speaksOfRecord } from './behaviour/spoken-nominal.ts';
import { startsClause } from './clause-start.ts';
import { BUILT_NOUNS, holderOf, namesPurpose, NO_THING, SERVICE_NOUNS } from './containers.ts';
import { PASSING } from './function-words.ts';
import { readModifiers } from './modifiers.ts';
import { nounPhrase, pauses, type Phrase, startsWithSubject } from './noun-phrase.ts';
import { ahead, closing, draft, lower, type Scan, use } from './scan.ts';
import { hasDetails, readAudience } from './service-audience.ts';
import { withoutUnchangeable } from './unchangeable.ts';
import { type Verb, type VerbClass, verbOf } from './verbs.ts';

const lastWord = (name: string): string => name.split(' ').at(-1) ?? '';

/** "new audit trail microservice" → "audit trail". */
const productName = (name: string): string => {
  const parts = name.split(' ');
  while (
    SERVICE_NOUNS.has(parts.at(-1) ?? '') ||
    BUILT_NOUNS.has(parts.at(-1) ?? '') ||
    NO_THING.has(parts.at(-1) ?? '')
  )
    parts.pop();
  while (
    PASSING.has(parts[0] ?? '') ||
    /^(?:small|simple|little|tiny|basic|modern|good|rest|http|two|three|four|five|six|several|separate)$/.test(
      parts[0] ?? '',
    )
  )
    parts.shift();
  return parts.join(' ');
};

/** "called Zorble Log", "named zorbly". */
const readGivenName = (scan: Scan, at: number): { name: string; next: number } | undefined => {
  if (!/^(?:called|named)$/.test(lower(scan, at))) return undefined;
  const phrase = nounPhrase(scan.words, at + 1);
  return phrase && { name: phrase.name, next: phrase.to };
};

const introduces = (scan: Scan, at: number): boolean =>
  /^(?:that|which|where|for|to|with|in|so|called|named|of)$/.test(lower(scan, at)) ||
  at >= scan.words.length ||
  pauses(scan.words[at - 1]);

const namesHolder = (scan: Scan, phrase: Phrase, builds: boolean): boolean => {
  const holder = holderOf(phrase.name, true);
  if (!holder) return false;
  const introduced = phrase.determiner !== '' && closing(scan, phrase.to - 1).includes(':');
  return builds || introduced || holder.of !== '' || /^(?:of|for)$/.test(lower(scan, phrase.to));
};

/** "A gym: members book …", "A hotel where guests reserve …": a place that is explained by what happens in it. */
const namesPlace = (scan: Scan, { from, to, determiner, plural }: Phrase): boolean => {
  if (!/^an?$/.test(determiner) || plural) return false;
  const explained = closing(scan, to - 1).includes(':') && (startsClause(scan, to) || startsDoing(scan, to));
  return explained || (from === 0 && /^(?:where|in which)$/.test(lower(scan, to)));
};

const isExplained = (scan: Scan, { to, determiner, plural }: Phrase): boolean => {
  const clause = closing(scan, to - 1).includes(':') && startsClause(scan, to);
  const explained = clause || /^(?:that|which|where|for|to)$/.test(lower(scan, to));
  return explained && /^(?:an?|our|the)$/.test(determiner) && !plural;
};

/** Whether a phrase names a product: by its noun, by what it holds, or by being built and explained. */
const namesProduct = (scan: Scan, phrase: Phrase, builds: boolean): boolean => {
  const head = lastWord(phrase.name);
  if (SERVICE_NOUNS.has(head) || (builds && BUILT_NOUNS.has(head))) return introduces(scan, phrase.to);
  if (namesHolder(scan, phrase, builds)) return introduces(scan, phrase.to);
  return namesPlace(scan, phrase) || (builds && isExplained(scan, phrase));
};

/** "Log zorbles" is an order to log, "Audit log for …" and "Journal of …" are names. */
const isOrder = (scan: Scan, phrase: Phrase, verb: Verb | undefined): boolean => {
  if (verb?.form !== 'base' || verb.class === 'build' || phrase.determiner !== '') return false;
  if (SERVICE_NOUNS.has(lastWord(phrase.name))) return false;
  const held = holderOf(phrase.name);
  return !(held && (verb.lemma === 'audit' || (held.of === '' && lower(scan, phrase.to) === 'of')));
};

type Product = { phrase: Phrase; verb: string };

/** "Visitors register for fairs" of which registrations are spoken is no register. */
const isDoing = (scan: Scan, at: number, { name }: Phrase): boolean =>
  (scan.memory.thing !== undefined || speaksOfRecord(scan, lastWord(name))) && startsDoing(scan, at);

/** "Audit log for …", "A microservice that …", without a verb: only at the start of a sentence. */
const readNamed = (scan: Scan, at: number, verb: Verb | undefined): Product | undefined => {
  const phrase = nounPhrase(scan.words, at);
  if (
    !phrase ||
    isDoing(scan, at, phrase) ||
    startsWithSubject(scan.words, at) ||
    isOrder(scan, phrase, verb)
  )
    return undefined;
  return namesProduct(scan, phrase, false) ? { phrase, verb: 'build' } : undefined;
};

const readProduct = (scan: Scan, at: number, first: boolean): Product | undefined => {
  const verb = verbOf(lower(scan, at));
  const builds = verb?.form === 'base' && (verb.class === 'build' || /^(?:create|add)$/.test(verb.lemma));
  if (!builds) return first ? readNamed(scan, at, verb) : undefined;
  const particle = ahead(scan, at, 2) === 'set up' ? 1 : 0;
  const me = /^(?:me|us)$/.test(lower(scan, at + 1)) ? 1 : 0;
  const phrase = nounPhrase(scan.words, at + 1 + particle + me);
  return phrase && namesProduct(scan, phrase, true) ? { phrase, verb: verb.lemma } : undefined;
};

/** "register of lab samples", "audit log for configuration changes": what a holder holds. */
const readHeld = (scan: Scan, phrase: Phrase, name: string): Phrase | undefined => {
  const word = lower(scan, phrase.to);
  if (word === 'of') return nounPhrase(scan.words, phrase.to + 1);
  const holder = holderOf(name, true);
  const open = holder !== undefined && (holder.of === '' || namesPurpose(name));
  if (word !== 'for' || !open || startsClause(scan, phrase.to + 1)) return undefined;
  return lower(scan, phrase.to + 1).endsWith('ing') ? undefined : nounPhrase(scan.words, phrase.to + 1);
};

type Holding = {
  title: string;
  verb: VerbClass;
  lemma: string;
  object: string;
  stated: boolean;
  unchangeable: boolean;
};

/** "Pump list: pumps with a size": what it holds, named once more. */
const skipHeld = (scan: Scan, at: number, object: string): number => {
  const again = closing(scan, at - 1).includes(':') ? nounPhrase(scan.words, at) : undefined;
  const same = again !== undefined && scan.tagger.singular(again.name) === object;
  if (!same || !/^(?:with|having)$/.test(lower(scan, again.to))) return at;
  use(scan, at, again.to);
  return again.to;
};

/** What the product's name says it does: a visitor log logs visitors. Answers where reading goes on. */
const writeHolding = (scan: Scan, at: number, next: number, holding: Holding): number => {
  const { title, object, lemma } = holding;
  const named = holding.stated ? [] : [{ kind: 'by-name', value: object }];
  const constraints = [{ kind: 'container', value: title }, ...named];
  const written = draft(scan, at, { verb: lemma, class: holding.verb, object, constraints, to: next });
  if (holding.unchangeable) {
    const never = [{ kind: 'never', value: 'both' }];
    draft(scan, at, { verb: 'change', class: 'change', object, constraints: never, to: next });
  }
  scan.memory.thing = object;
  const start = skipHeld(scan, next, object);
  return hasDetails(scan, start) ? readModifiers(scan, start, written, true) : readAudience(scan, start);
};

const ownObject = (scan: Scan, name: string): string | undefined => {
  const of = holderOf(name, true)?.of;
  if (!of) return undefined;
  return namesPurpose(name) ? 'event' : scan.tagger.singular(of);
};

const titleOf = (given: string | undefined, held: string | undefined, name: string): string =>
  given ?? (held && holderOf(name, true)?.of === '' ? `${held} ${name}` : name);

/** "Create a new Audit Trail microservice for …": what the product is called and what its name says it holds. */
export const readServiceFrame = (scan: Scan, at: number, first: boolean): number | undefined => {
  const product = readProduct(scan, at, first);
  if (!product) return undefined;
  const { name, unchangeable } = withoutUnchangeable(productName(product.phrase.name));
  const held = readHeld(scan, product.phrase, name);
  const end = (held ?? product.phrase).to;
  const given = readGivenName(scan, end);
  const next = given?.next ?? end;
  use(scan, at, next);
  const heldName = held && scan.tagger.singular(held.name);
  const title = titleOf(given?.name, heldName, name);
  const constraints = title ? [{ kind: 'service', value: title }] : [];
  draft(scan, at, { verb: product.verb, class: 'build', constraints, to: next });
  const holder = holderOf(name, true);
  const object = heldName ?? ownObject(scan, name);
  if (!holder || !object) return readAudience(scan, next);
  const stated = heldName !== undefined;
  return writeHolding(scan, at, next, {
    title,
    verb: holder.class,
    lemma: holder.lemma,
    object,
    stated,
    unchangeable,
  });
};
